"""What a lecture of slides costs before she presses play: the first picture and a player, in sixteen kilobytes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.weak_link import open_player
from tests.factories.lecture import Taught, first_still, make_lecture, weigh_as_real
from tests.media.weak_link import WeakLink

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.encodes]
MOST = 16 * 1024


@pytest.mark.parametrize("language", ["en", "ur"])
def test_first_slide_and_player_are_small_and_no_sound_comes_with_them(
    site: str, phone: "BrowserContext", enter: Callable[..., None], language: str
) -> None:
    made = make_lecture(8)
    weigh_as_real(made, first_still())
    taught = Taught(made)
    enter(phone, taught.enrolment.person, language)
    with WeakLink(site) as link:
        found: dict[str, Any] = open_player(phone.new_page(), link, taught.page)
        phone.close()
    assert "sound" not in found["bytes"]
    assert sum(found["bytes"].values()) <= MOST, found["bytes"]
