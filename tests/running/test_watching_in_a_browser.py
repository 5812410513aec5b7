"""The player tells what was played: to the second, without what was jumped over."""

from typing import Any

import pytest

from courses.running.models import WatchedLecture
from tests.factories.lecture import Taught, make_lecture
from tests.media.test_ffmpeg_process import wait_for
from tests.running_site import cookies_of

pytestmark = [pytest.mark.browser, pytest.mark.encodes, pytest.mark.django_db(transaction=True)]
PLAYER = "document.querySelector('[data-hunar-player]')"
# Play until a second of the lecture, in the page itself: asked from here, on a busy machine, it would play on.
PLAY_UNTIL = f"""(until) => new Promise((done) => {{
  const media = {PLAYER};
  const stop = () => {{
    if (media.currentTime < until) return;
    media.removeEventListener("timeupdate", stop);
    media.pause();
    done(media.currentTime);
  }};
  media.addEventListener("timeupdate", stop);
  media.muted = true;
  media.play();
}})"""


def told() -> list[list[int]]:
    row = WatchedLecture.objects.first()
    return row.counted if row else []


def test_what_was_played_is_told_and_what_was_jumped_over_is_not(phone: Any, live_server: Any) -> None:
    taught = Taught(make_lecture(16))
    cookies = cookies_of(taught.enrolment.person.user)
    phone.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
    page = phone.new_page()
    page.goto(live_server.url + taught.player("audio"), wait_until="networkidle")
    stopped = page.evaluate(PLAY_UNTIL, 3)
    assert wait_for(lambda: bool(told()), 30)
    assert told()[0][0] == 0
    assert abs(told()[0][1] - stopped) <= 1
    page.evaluate(f"{PLAYER}.currentTime = 12")
    page.evaluate(PLAY_UNTIL, 14)
    assert wait_for(lambda: len(told()) == 2, 30)
    first, second = told()
    assert first[1] <= 5
    assert 11 <= second[0] <= 13 <= second[1] <= 16
