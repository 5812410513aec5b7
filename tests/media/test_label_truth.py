"""Playing a rendition to its end costs what its label says, with scripts and without."""

import math
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.api import choices, edition_entry
from tests.factories.media import Clips, trainer
from tests.media.counting_proxy import CountingProxy

pytestmark = [
    pytest.mark.browser,
    pytest.mark.encodes,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick"),
]
PLAY = """
(async () => {
  const player = document.querySelector("[data-hunar-player]");
  player.muted = true;
  player.playbackRate = 4;
  const ended = new Promise(done => player.addEventListener("ended", () => done("ended")));
  const late = new Promise(done => setTimeout(() => done("late"), 120000));
  const how = await Promise.race([player.play().then(() => ended), late]);
  return [player.currentTime, how];
})()
"""


def label(size: int) -> float:
    """Bytes as the label rounds them: up to 0.1 MB, 0.01 below that, 0.001 below that."""
    step = 100_000 if size >= 100_000 else 10_000 if size >= 10_000 else 1_000
    return math.ceil(size / step) * step


def play(context: Any, address: str) -> float:
    """Open the player, play it to its end, return the seconds played."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session = context.new_cdp_session(page)
    wanted = {"expression": PLAY, "awaitPromise": True, "returnByValue": True, "userGesture": True}
    seconds, how = session.send("Runtime.evaluate", wanted)["result"]["value"]
    assert how == "ended", f"still playing at {seconds} s"
    page.evaluate("document.querySelectorAll('img').forEach(img => img.scrollIntoView())")
    page.wait_for_load_state("networkidle")
    page.close()
    return float(seconds)


@pytest.mark.parametrize("scripts", [True, False])
def test_each_rendition_costs_no_more_than_its_label(
    scripts: bool, clips: Clips, chromium: Any, live_server: Any, settings: Any
) -> None:
    Collection.objects.exists() or Collection.add_root(name="Root")
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    run_job(Job.objects.get(key=recording.job_key).uuid)
    recording.refresh_from_db()
    entry = edition_entry(recording)
    client = Client()
    client.force_login(trainer("amina", Collection.get_first_root_node()).user)
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=scripts)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "127.0.0.1", "path": "/"}])
    with CountingProxy(live_server.url.partition("//")[2]) as proxy:
        for choice in choices(entry):
            proxy.forget()
            seconds = play(context, f"{proxy.url}/recordings/{recording.uuid}/{choice.rung}")
            assert seconds == pytest.approx(recording.seconds, abs=0.5)
            first = [each for each in _files(entry, choice.rung) if not each["role"].endswith("-fallback")]
            assert sum(each["bytes"] for each in first) < proxy.media_bytes() <= label(choice.bytes) * 1.02, choice
    context.close()


def _files(entry: Any, rung: str) -> Any:
    return next(each["files"] for each in entry["renditions"] if each["rung"] == rung)


def test_no_byte_of_sound_or_video_comes_before_the_tap(
    clips: Clips, chromium: Any, live_server: Any, settings: Any
) -> None:
    Collection.objects.exists() or Collection.add_root(name="Root")
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    run_job(Job.objects.get(key=recording.job_key).uuid)
    client = Client()
    client.force_login(trainer("amina", Collection.get_first_root_node()).user)
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "127.0.0.1", "path": "/"}])
    with CountingProxy(live_server.url.partition("//")[2]) as proxy:
        for rung in ("audio", "video"):
            page = context.new_page()
            page.goto(f"{proxy.url}/recordings/{recording.uuid}/{rung}")
            page.wait_for_load_state("networkidle")
            page.close()
        assert proxy.media_bytes() == 0
    context.close()
