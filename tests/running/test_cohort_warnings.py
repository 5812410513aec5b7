"""Before a batch is opened staff read what will trouble its trainees; nothing is refused for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.running.cohort_warnings import CohortFacts, cohort_warnings
from courses.running.models import Cohort
from tests.factories.people import centre
from tests.factories.running import make_cohort, make_edition, make_programme
from tests.scenarios.programme_doors import programme_admin, url

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
WELL = CohortFacts(
    required_minutes=100,
    planned_minutes=100,
    required_sessions=2,
    planned_sessions=2,
    window_ends_at=NOON,
    last_session_ends_at=NOON,
    makeup_left=1,
)


def test_a_batch_that_is_well_planned_is_not_spoken_of() -> None:
    assert cohort_warnings(WELL) == []
    assert cohort_warnings(replace(WELL, women_only=True, makeup_left=None, window_ends_at=None)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"window_ends_at": NOON - timedelta(microseconds=1)}, "window ends before the last class"),
        ({"planned_minutes": 99}, "come to 99 minutes, and 100 are required"),
        ({"planned_sessions": 1}, "Classes planned: 1; required: 2."),
        ({"makeup_left": 0}, "No class is left"),
        ({"has_contact": False}, "no contact for trainees"),
        ({"has_centre": False, "has_contact": False}, "No centre is chosen"),
        ({"women_only": True, "has_woman_contact": False}, "names no woman to ask"),
        ({"women_only": True, "has_women_hours": False}, "neither hours nor places for women"),
    ],
)
def test_each_trouble_has_one_sentence(change: dict[str, Any], words: str) -> None:
    said = cohort_warnings(replace(WELL, **change))
    assert len(said) == 1
    assert words in said[0]


def test_at_home_no_centre_is_missed() -> None:
    assert cohort_warnings(replace(WELL, at_home=True, has_centre=False, has_contact=False, women_only=True)) == []


@pytest.mark.django_db
def test_they_stand_on_the_batch_and_are_said_when_it_is_opened_all_the_same() -> None:
    place = centre()
    programme = make_programme(required_minutes=240, planned_minutes=240, window={"basis": "cohort_start", "days": 3})
    batch = make_cohort(programme, opened=False, women_only=True, centre=place)
    make_edition(batch.course_key)
    admin = programme_admin(programme)
    page = admin.get(url("cohort", batch.uuid)).content.decode()
    assert "come to 0 minutes, and 240 are required" in page
    assert "no contact for trainees" in page
    said = admin.post(url("open", batch.uuid), follow=True).content.decode()
    assert "is open on edition 1" in said
    assert Cohort.objects.get().state == "open"

    began = (timezone.localtime() - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    data = {"title": "Class", "starts_at": began, "planned_minutes": "240"}
    admin.post(url("add_session", batch.uuid), data)
    place.women_contact_name, place.women_places = "Mrs. N.", 12
    place.save()
    page = admin.get(url("cohort", batch.uuid)).content.decode()
    assert "are required: as planned" not in page
    assert "The window ends before the last class planned" in page
    assert "no contact" not in page
    assert "no woman to ask" not in page
