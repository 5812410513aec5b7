"""Playing a rendition to its end costs what its label says, with scripts and without."""

import math
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from media_pipeline.api import choices, edition_entry
from media_pipeline.entry import files_of
from tests.factories.lecture import make_lecture
from tests.factories.media import trainer
from tests.media.counting_proxy import CountingProxy
from tests.media.test_ffmpeg_process import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.encodes, pytest.mark.django_db(transaction=True)]
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


# A browser passes over what it has never heard of: so it is left with H.264, AAC and WebP.
NEW_KINDS = {b"av01.": b"av99.", b"codecs=&quot;opus": b"codecs=&quot;xpus", b"image/avif": b"image/xvif"}


@pytest.mark.parametrize("new_kinds", [True, False], ids=["AV1", "H264"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("rung", ["slides", "audio", "video", "standard"])
def test_each_rendition_costs_no_more_than_its_label(
    rung: str, scripts: bool, new_kinds: bool, chromium: Any, live_server: Any, settings: Any
) -> None:
    recording = make_lecture(8)
    entry = edition_entry(recording)
    choice = next(each for each in choices(entry) if each.rung == rung)
    user = trainer("amina", Collection.get_first_root_node()).user
    phone = phone_of(user, chromium, settings, scripts=scripts)
    with CountingProxy(live_server.url.partition("//")[2], replace={} if new_kinds else NEW_KINDS) as proxy:
        seconds = play(phone, f"{proxy.url}/recordings/{recording.uuid}/{rung}")
        assert seconds == pytest.approx(recording.seconds, abs=0.5)
        played = [each for each in files_of(entry, rung) if taken(each["role"], new_kinds=new_kinds, rung=rung)]
        assert sum(each["bytes"] for each in played) < proxy.media_bytes() <= label(choice.bytes) * 1.02
    phone.close()


def taken(role: str, *, new_kinds: bool, rung: str) -> bool:
    """Whether the browser takes this file of two alternatives; ``standard`` has but one."""
    return role in BASE and (role.endswith("-fallback") != new_kinds or rung == "standard")


BASE = {"audio", "audio-fallback", "still", "still-fallback", "video", "video-fallback"}


def test_no_byte_of_sound_or_video_comes_before_the_tap(chromium: Any, live_server: Any, settings: Any) -> None:
    recording = make_lecture(8)
    user = trainer("amina", Collection.get_first_root_node()).user
    phone = phone_of(user, chromium, settings)
    with CountingProxy(live_server.url.partition("//")[2]) as proxy:
        for rung in ("audio", "video", "standard"):
            page = phone.new_page()
            page.goto(f"{proxy.url}/recordings/{recording.uuid}/{rung}")
            page.wait_for_load_state("networkidle")
            page.close()
        assert proxy.media_bytes() == 0
    phone.close()
