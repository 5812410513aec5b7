"""Playing a rendition to its end costs what its label says, with scripts and without."""

import math
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from media_pipeline.actions.add_recording import add_recording
from media_pipeline.api import choices, edition_entry
from media_pipeline.entry import files_of
from media_pipeline.models import Recording
from tests.factories.media import Clips, process, trainer
from tests.media.counting_proxy import CountingProxy
from tests.media.test_ffmpeg_process import wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.encodes,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick"),
]
PLAYER = "document.querySelector('[data-hunar-player]')"
START = f"{PLAYER}.muted = true; {PLAYER}.playbackRate = 4; {PLAYER}.play(); true"
LONGEST = 120


def label(size: int) -> float:
    """Bytes as the label rounds them: up to 0.1 MB, 0.01 below that, 0.001 below that."""
    step = 100_000 if size >= 100_000 else 10_000 if size >= 10_000 else 1_000
    return math.ceil(size / step) * step


def play(context: Any, address: str) -> float:
    """Open the player, play it to its end, see every slide; return the seconds played.

    Asked by the debugger's own evaluation, which works where a page may run no script.
    """
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session = context.new_cdp_session(page)

    def ask(expression: str) -> Any:
        wanted = {"expression": expression, "returnByValue": True, "userGesture": True}
        return session.send("Runtime.evaluate", wanted)["result"].get("value")

    ask(START)
    assert wait_for(lambda: ask(f"{PLAYER}.ended"), LONGEST), f"still playing at {ask(f'{PLAYER}.currentTime')} s"
    ask("document.querySelectorAll('figure').forEach(one => { one.hidden = false; one.scrollIntoView() }); true")
    page.wait_for_load_state("networkidle")
    seconds = float(ask(f"{PLAYER}.currentTime"))
    page.close()
    return seconds


def phone_of(trainer_user: Any, chromium: Any, settings: Any, *, scripts: bool = True) -> Any:
    """A phone with an empty cache on which the account is signed in."""
    client = Client()
    client.force_login(trainer_user)
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=scripts)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "127.0.0.1", "path": "/"}])
    return context


@pytest.fixture
def recording(clips: Clips) -> Recording:
    """A finished recording of slides with voice."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    added = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    return process(added)


@pytest.mark.parametrize("scripts", [True, False])
def test_each_rendition_costs_no_more_than_its_label(
    scripts: bool, recording: Recording, chromium: Any, live_server: Any, settings: Any
) -> None:
    entry = edition_entry(recording)
    user = trainer("amina", Collection.get_first_root_node()).user
    with CountingProxy(live_server.url.partition("//")[2]) as proxy:
        for choice in choices(entry):
            phone = phone_of(user, chromium, settings, scripts=scripts)
            proxy.forget()
            seconds = play(phone, f"{proxy.url}/recordings/{recording.uuid}/{choice.rung}")
            assert seconds == pytest.approx(recording.seconds, abs=0.5)
            played = [each for each in files_of(entry, choice.rung) if not each["role"].endswith("-fallback")]
            whole = sum(each["bytes"] for each in played)
            assert whole < proxy.media_bytes() <= label(choice.bytes) * 1.02, choice
            phone.close()


def test_no_byte_of_sound_or_video_comes_before_the_tap(
    recording: Recording, chromium: Any, live_server: Any, settings: Any
) -> None:
    user = trainer("amina", Collection.get_first_root_node()).user
    phone = phone_of(user, chromium, settings)
    with CountingProxy(live_server.url.partition("//")[2]) as proxy:
        for rung in ("audio", "video"):
            page = phone.new_page()
            page.goto(f"{proxy.url}/recordings/{recording.uuid}/{rung}")
            page.wait_for_load_state("networkidle")
            page.close()
        assert proxy.media_bytes() == 0
    phone.close()
