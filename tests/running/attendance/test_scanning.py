"""The camera on the trainer's phone: the script sends what the browser's detector reads, and says who is present."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from courses.running.actions.cards import issue_cards, sign_of
from tests.factories.attendance import batch_at_a_centre, desk_of, make_class, minutes_on_roll, trainee
from tests.running_site import cookies_of

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A camera that shows one card, and a browser that can read it.
CAMERA = """
window.BarcodeDetector = class { async detect() { return [{ rawValue: %r }]; } };
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
HTMLMediaElement.prototype.play = async () => {};
"""


def test_a_square_before_the_camera_marks_present_once(page: "Page", live_server: "LiveServer") -> None:
    cohort = batch_at_a_centre()
    her = trainee(cohort, "nazia", display_name="Kite")
    session = make_class(cohort)
    person, _ = desk_of("trainer", "course", cohort.course_key)
    (card,) = issue_cards(cohort, by=None)
    kept = cookies_of(person.user)
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in kept.items()])
    page.add_init_script(CAMERA % sign_of(card))
    page.goto(live_server.url + reverse("hunar_running_staff:cards", args=[cohort.uuid, session.uuid]))
    page.get_by_role("button", name="Scan with the camera").click()
    page.get_by_text("Kite: present").wait_for()
    assert minutes_on_roll(session) == {"nazia": 240}
    assert her.person.roll_entries.count() == 1
