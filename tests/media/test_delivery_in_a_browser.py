"""Playing behind the door: hours later, after a cut, and when it closes; from a disk and from a bucket."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as site_settings
from django.utils import timezone

from courses.running.api import close
from tests.bucket import bucket
from tests.factories.lecture import Taught, make_lecture
from tests.faults import rounds
from tests.media.test_ffmpeg_process import wait_for
from tests.media.test_player_in_a_browser import PLAYER, signed_in
from tests.media.weak_link import WeakLink

pytestmark = [pytest.mark.browser, pytest.mark.encodes, pytest.mark.django_db(transaction=True)]
SECONDS, RATE = 120, "96k"
# Less than a tenth of the sound: what comes later has to be asked for later.
HELD = 100_000


class Listening:
    """One phone that plays a lecture's voice, and the link that holds most of it back."""

    def __init__(self, page: Any, taught: Taught, link: WeakLink) -> None:
        self.page, self.taught, self.link = page, taught, link
        self.session = page.context.new_cdp_session(page)

    def ask(self, expression: str) -> Any:
        """By the debugger's own evaluation, which works where a page may run no script."""
        wanted = {"expression": expression, "returnByValue": True, "userGesture": True}
        return self.session.send("Runtime.evaluate", wanted)["result"].get("value")

    def begin(self) -> None:
        self.ask(f"{PLAYER}.muted = true; {PLAYER}.play(); true")
        assert self.goes_on_from(0.2)
        self.ask(f"{PLAYER}.pause(); true")

    def seek(self, seconds: float) -> None:
        self.ask(f"{PLAYER}.currentTime = {seconds}; {PLAYER}.play(); true")

    def goes_on_from(self, seconds: float) -> bool:
        return wait_for(lambda: self.ask(f"{PLAYER}.currentTime > {seconds} && {PLAYER}.readyState > 2"), 40)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


@pytest.fixture
def listening(request: Any, stack: ExitStack, chromium: Any, live_server: Any, settings: Any) -> Listening:
    """``request.param`` is where the bytes are and whether the page may run scripts."""
    store, scripts = request.param
    address = live_server.url
    if store == "bucket":
        made = stack.enter_context(bucket())
        link = stack.enter_context(WeakLink(made.origin))
        made.settings["OPTIONS"]["endpoint_url"] = link.url
        settings.STORAGES = settings.STORAGES | {"hunar_content": made.settings}
        rules = site_settings.CONTENT_SECURITY_POLICY
        media = {"media-src": [*rules["DIRECTIVES"]["media-src"], link.url]}
        settings.CONTENT_SECURITY_POLICY = rules | {"DIRECTIVES": rules["DIRECTIVES"] | media}
    else:
        link = stack.enter_context(WeakLink(live_server.url))
        address = link.url
    taught = Taught(make_lecture(SECONDS, rate=RATE))
    link.hold_after = HELD
    context = signed_in(chromium, taught, address, java_script_enabled=scripts)
    stack.callback(context.close)
    page = context.new_page()
    page.goto(address + taught.player("audio"), wait_until="networkidle")
    return Listening(page, taught, link)


EVERYWHERE = [("disk", True), ("disk", False), ("bucket", True), ("bucket", False)]
everywhere = pytest.mark.parametrize("listening", EVERYWHERE, indirect=True, ids=lambda each: f"{each[0]}-{each[1]}")


@everywhere
def test_it_goes_on_two_hours_later(listening: Listening) -> None:
    listening.begin()
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=True):
        listening.seek(90)
        assert listening.goes_on_from(90.2)


@everywhere
def test_when_the_door_closes_the_rest_does_not_come(listening: Listening) -> None:
    listening.begin()
    close(listening.taught.enrolment, by=None, reason="left")
    # An address of the bucket that was given before lives for its minutes, and no longer.
    with time_machine.travel(timezone.now() + timedelta(seconds=301), tick=True):
        listening.seek(90)
        assert wait_for(
            lambda: listening.ask(f"{PLAYER}.error !== null || !!document.querySelector('.says .note')"), 40
        )
        listening.page.wait_for_timeout(1000)
        assert not listening.ask(f"{PLAYER}.readyState > 2")
    if listening.ask("!!document.querySelector('.tools')"):
        listening.page.get_by_text("The rest does not come.").wait_for()


@pytest.mark.parametrize("listening", [("disk", True), ("disk", False)], indirect=True)
def test_after_a_cut_nothing_comes_twice_but_a_block(listening: Listening) -> None:
    link = listening.link
    link.hold_after, link.rate = 0, 40_000
    listening.ask(f"{PLAYER}.muted = true; {PLAYER}.play(); true")
    sound = next(each for each in listening.taught.entry["renditions"][1]["files"] if each["role"] == "audio")
    assert wait_for(lambda: link.of(sound["sha256"]) > 200_000, 40)
    place = listening.ask(f"{PLAYER}.currentTime")
    link.cut()
    listening.page.wait_for_timeout(1000 * rounds(30, least=3))
    link.mend()
    link.rate = 0
    assert wait_for(lambda: link.of(sound["sha256"]) >= sound["bytes"], 60)
    assert listening.goes_on_from(place + 1)
    assert link.of(sound["sha256"]) <= sound["bytes"] + 64 * 1024
