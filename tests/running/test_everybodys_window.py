"""A whole batch at once: shown first, one entry each, skipped where nothing is to be done, taken back together."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.running.actions.bulk_windows import Change, change_windows, take_back_bulk
from courses.running.actions.windows import freeze
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, AccessProjection, Cohort, Enrolment, Notice
from lms.people.models import Person
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime(2026, 11, 2, tzinfo=ZoneInfo("Asia/Karachi"))
DAYS = timedelta(days=1)
Kind = AccessEntry.Kind


@pytest.fixture
def cohort() -> Any:
    """Thirty days from the second of November, three trainees; now is the sixth day."""
    with time_machine.travel(FIRST_DAY, tick=False) as clock:
        found = make_cohort(make_programme(), starts_on=FIRST_DAY.date(), time_zone="Asia/Karachi")
        for _ in range(3):
            make_enrolment(cohort=found)
        clock.shift(5 * DAYS)
        yield found


@pytest.fixture
def admin(cohort: Cohort) -> Person:
    person = make_person()
    person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(person, "programme_admin", "programme", cohort.programme.uuid)
    return person


def address(cohort: Cohort) -> str:
    return reverse("hunar_running_staff:windows", args=[cohort.uuid])


def do(client: Client, cohort: Cohort, **form: Any) -> Any:
    """Look at the preview, then press its button."""
    seen = client.post(address(cohort), form).context["seen"]
    return client.post(address(cohort), form | {"do": seen}, follow=True)


def ends(cohort: Cohort) -> set[datetime | None]:
    return set(AccessProjection.objects.filter(enrolment__cohort=cohort).values_list("closes_at", flat=True))


def test_the_preview_shows_each_end_and_writes_nothing(cohort: Cohort, admin: Person, signed: Signed) -> None:
    shown = signed(admin).post(address(cohort), {"kind": "extend", "days": 7, "reason": "power_cut"})
    text = shown.content.decode()
    assert text.count("Tuesday 1 December") == text.count("Tuesday 8 December") == 3
    assert not AccessEntry.objects.exists()


def test_everybody_gets_her_days_and_one_line_stands_in_the_log(cohort: Cohort, admin: Person, signed: Signed) -> None:
    do(signed(admin), cohort, kind="extend", days=7, reason="power_cut")
    assert ends(cohort) == {FIRST_DAY + 37 * DAYS}
    assert AccessEntry.objects.values_list("enrolment").distinct().count() == AccessEntry.objects.count() == 3
    assert ModelLogEntry.objects.filter(action="hunar_running.change_windows").count() == 1


def test_each_is_told_of_her_days_and_no_more_once_they_are_taken_back(cohort: Cohort) -> None:
    change_windows(cohort, Change(Kind.EXTEND, "flood", 7), by=None)
    assert Notice.objects.filter(kind="more_days", params={"days": 7}).count() == 3
    take_back_bulk(cohort, AccessEntry.objects.first().bulk, by=None)
    assert not Notice.objects.exists()


def test_it_is_taken_back_for_all_and_only_once(cohort: Cohort, admin: Person, signed: Signed) -> None:
    client = signed(admin)
    do(client, cohort, kind="extend", days=7, reason="power_cut")
    bulk = AccessEntry.objects.first().bulk
    undo = reverse("hunar_running_staff:undo_windows", args=[cohort.uuid, bulk])
    assert "Taken back for 3 trainees" in client.post(undo, follow=True).content.decode()
    assert ends(cohort) == {FIRST_DAY + 30 * DAYS}
    assert "already taken this back" in client.post(undo, follow=True).content.decode()
    assert AccessEntry.objects.count() == 6


def test_who_is_frozen_already_stays_so_and_is_named(cohort: Cohort, admin: Person, signed: Signed) -> None:
    hers = Enrolment.objects.filter(cohort=cohort).first()
    freeze(hers, reason="illness", by=None)
    client = signed(admin)
    shown = client.post(address(cohort), {"kind": "freeze", "reason": "flood"}).content.decode()
    assert "2 of 3 windows change" in shown
    assert "frozen already" in shown
    do(client, cohort, kind="freeze", reason="flood")
    assert hers.access_entries.count() == 1
    assert set(AccessProjection.objects.values_list("state", flat=True)) == {"frozen"}


def test_what_was_not_shown_is_not_done(cohort: Cohort, admin: Person, signed: Signed) -> None:
    client = signed(admin)
    seen = client.post(address(cohort), {"kind": "extend", "days": 7, "reason": "flood"}).context["seen"]
    again = client.post(address(cohort), {"kind": "extend", "days": 70, "reason": "flood", "do": seen})
    assert again.status_code == 200
    assert not AccessEntry.objects.exists()


def test_a_trainer_finds_no_such_page(cohort: Cohort, signed: Signed) -> None:
    trainer = make_person()
    trainer.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(trainer, "trainer", "course", cohort.course_key)
    assert signed(trainer).get(address(cohort)).status_code == 404
    with pytest.raises(Refusal, match="role"):
        change_windows(cohort, Change(Kind.EXTEND, "flood", 7), by=trainer)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change(Kind.EXTEND, "flood"), "days"),
        (Change(Kind.EXTEND, "because", 3), "reason"),
        (Change(Kind.RESUME, "flood"), "nobody's"),
    ],
)
def test_what_says_too_little_or_changes_nothing_is_refused(cohort: Cohort, change: Change, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        change_windows(cohort, change, by=None)
    assert not AccessEntry.objects.exists()


def test_more_trainees_cost_no_more_queries(cohort: Cohort) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            change_windows(cohort, Change(Kind.EXTEND, "flood", 1), by=None)
        return len(caught)

    few = cost()
    for _ in range(30):
        make_enrolment(cohort=cohort)
    assert cost() == few
