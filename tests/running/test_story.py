"""One trainee's page tells all that happened, in order, with who and why."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.enrolments import enrol
from courses.running.actions.progress import record_activity
from courses.running.actions.roll import create_session, take_roll
from courses.running.actions.windows import extend, undo
from courses.running.models import Enrolment
from courses.running.standing import standing
from tests.factories.running import lesson, make_cohort, make_person, make_superuser
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def lines_of(enrolment: Enrolment, signed: Signed) -> list[tuple[str, str, str, bool]]:
    address = reverse("hunar_running_staff:trainee", args=[enrolment.cohort.uuid, enrolment.uuid])
    story = signed(make_superuser()).get(address).context["story"]
    return [(line.what, line.reason, line.by, line.standing) for line in story]


def test_everything_stands_in_order_with_who_and_why(signed: Signed) -> None:
    nadia = make_superuser()
    with time_machine.travel(timezone.now() - 10 * HOUR, tick=False) as clock:
        cohort = make_cohort(activities=[lesson("Contrast")])
        enrolment = enrol(make_person(), cohort, by=nadia)
        session = create_session(
            cohorts=[cohort], title="Day 1", starts_at=timezone.now() - 4 * HOUR, planned_minutes=240, by=nadia
        )
        for minutes in (200, 240):
            clock.shift(HOUR)
            take_roll(session, {enrolment.person.uuid: minutes}, by=nadia)
        clock.shift(HOUR)
        key = standing(enrolment).activities[0].key
        record_activity(enrolment.person, key, cohort.edition, done=True, at=timezone.now())
        clock.shift(HOUR)
        entry = extend(enrolment, days=7, reason="power_cut", by=nadia)
        clock.shift(HOUR)
        undo(entry, by=nadia)
    name = nadia.display_name
    assert lines_of(enrolment, signed) == [
        ("Taken back", "Put right a mistake", name, True),
        ("More days: 7", "Power cut", name, False),
        ("Finished “Contrast”", "", "The trainee", True),
        ("240 minutes in Day 1", "Written by staff", name, True),
        ("200 minutes in Day 1", "Written by staff", name, False),
        ("Enrolled", "", name, True),
    ]
