"""A batch is changed after it was planned: what is wrong is mended, windows follow, and nobody else may."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.running.access.door import door
from courses.running.actions.roll import create_session
from courses.running.models import AccessProjection
from lms.people.api import TRAINER
from tests.factories.people import centre
from tests.factories.running import give_role, lesson, make_cohort, make_enrolment, make_person, make_programme
from tests.scenarios.programme_doors import programme_admin, untouched, url

pytestmark = pytest.mark.django_db


def test_days_place_and_trainers_are_changed_and_windows_move() -> None:
    enrolment = make_enrolment()
    batch, place = enrolment.cohort, centre("Room by the bridge")
    teacher = make_person(display_name="Ustad T.")
    give_role(teacher, TRAINER, "course", batch.course_key)
    admin, address = programme_admin(batch.programme), url("change_cohort", batch.uuid)
    before = AccessProjection.objects.get().closes_at
    assert address in admin.get(url("cohort", batch.uuid)).content.decode()
    data = untouched(admin.get(address).context["form"])
    data |= {"starts_on": (batch.starts_on + timedelta(days=2)).isoformat(), "centre": place.pk}
    page = admin.post(address, data | {"trainers": [teacher.pk]}, follow=True).content.decode()
    assert "is saved." in page
    assert "Room by the bridge" in page
    assert "Trainers: Ustad T" in page
    assert AccessProjection.objects.get().closes_at == before + timedelta(days=2)
    refused = admin.post(address, data | {"delivery": "home"})
    assert "A batch at home has no centre." in refused.content.decode()
    batch.refresh_from_db()
    assert batch.delivery == "centre"


def test_another_programmes_admin_does_not_find_it() -> None:
    batch, other = make_cohort(), make_programme()
    assert programme_admin(other).get(url("change_cohort", batch.uuid)).status_code == 404


def test_stages_and_planned_classes_cost_the_door_no_further_query() -> None:
    window = {"basis": "cohort_start", "days": 1, "after_last_session_days": 3}
    stages = [{"module": 2, "minutes": 60}, {"module": 2, "day": 2}]
    activities = [lesson(f"Lesson {n}") for n in range(8)]
    enrolment = make_enrolment(cohort=make_cohort(make_programme(window=window, stages=stages), activities))
    began = timezone.now() - timedelta(hours=5)
    create_session(cohorts=[enrolment.cohort], title="Class", starts_at=began, planned_minutes=240, by=None)
    with CaptureQueriesContext(connection) as asked:
        shut = door(enrolment, UUID(activities[4]["key"]))
    assert len(asked) == 1, shut
    assert (shut.reason, [each.need for each in shut.missing]) == ("module_not_yet", [60]), shut
    assert door(enrolment, UUID(activities[0]["key"])).open
