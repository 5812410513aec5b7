"""Whom an outage meets: by place, network and dates; who joins meanwhile; who may record it; everybody at once."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.running.access.store import projections
from courses.running.actions.enrolments import enrol
from courses.running.actions.outages import record_outage, take_back_outage
from courses.running.actions.windows import undo
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, AccessProjection, Cohort, Enrolment, Outage
from courses.running.outages.effect import span_text
from courses.running.outages.reach import Reach, met_by, still_in_predecessors
from tests.factories.places import make_centre, make_district
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
KARACHI = ZoneInfo("Asia/Karachi")
FIRST_DAY = datetime(2026, 11, 2, tzinfo=KARACHI)
DAYS = timedelta(days=1)


@pytest.fixture
def cohort() -> Any:
    """Thirty days from the second of November; now is the fifth day."""
    with time_machine.travel(FIRST_DAY, tick=False) as clock:
        found = make_cohort(make_programme(), starts_on=FIRST_DAY.date(), time_zone="Asia/Karachi")
        clock.shift(4 * DAYS)
        yield found


def reach(cohort: Cohort, first: int, days: int, **more: Any) -> Reach:
    starts_at = FIRST_DAY + first * DAYS
    return Reach(starts_at, starts_at + days * DAYS, (cohort.programme,), **more)


def met(asked: Reach) -> set[Enrolment]:
    return set(met_by(asked))


def test_without_places_everybody_in_the_programme_is_met_and_nobody_else(cohort: Cohort) -> None:
    mine, other = make_enrolment(cohort=cohort), make_enrolment()
    assert met(reach(cohort, 2, 2)) == {mine}
    assert other not in met(reach(cohort, 2, 2))


def test_a_district_meets_who_lives_there_and_whose_centre_stands_there(cohort: Cohort) -> None:
    swat, dir_ = make_district("Swat"), make_district("Lower Dir")
    there = make_cohort(cohort.programme, starts_on=FIRST_DAY.date(), centre=make_centre("Mingora", swat))
    at_home = make_enrolment(make_person(district=swat), cohort)
    in_class = make_enrolment(make_person(district=dir_), there)
    make_enrolment(make_person(district=dir_), cohort)
    assert met(reach(cohort, 2, 2, districts=(swat,))) == {at_home, in_class}


def test_an_old_district_means_all_that_came_out_of_it(cohort: Cohort) -> None:
    whole = make_district("South Waziristan")
    lower = make_district("South Waziristan Lower", predecessor=whole)
    split = make_enrolment(make_person(district=lower), cohort)
    assert met(reach(cohort, 2, 2, districts=(whole,))) == {split}
    make_enrolment(make_person(district=whole), cohort)
    assert met(reach(cohort, 2, 2, districts=(lower,))) == {split}
    assert list(still_in_predecessors([lower])) == [whole]


def test_a_network_meets_its_own_and_on_demand_the_unknown(cohort: Cohort) -> None:
    zong, jazz, unknown = (make_enrolment(make_person(network=name), cohort) for name in ("zong", "jazz", ""))
    assert met(reach(cohort, 2, 2, network="zong")) == {zong, unknown}
    assert met(reach(cohort, 2, 2, network="zong", unknown_network_too=False)) == {zong}
    assert jazz in met(reach(cohort, 2, 2))


@pytest.mark.parametrize(("first", "days", "is_met"), [(-3, 3, False), (-3, 4, True), (29, 1, True), (30, 5, False)])
def test_only_windows_that_it_touches_are_met(cohort: Cohort, first: int, days: int, is_met: bool) -> None:
    make_enrolment(cohort=cohort)
    assert bool(met(reach(cohort, first, days))) is is_met


def test_a_window_that_minutes_will_open_is_met_too(cohort: Cohort) -> None:
    waiting = make_cohort(
        make_programme(window={"basis": "minutes_reached", "days": 30, "minutes": 60}), starts_on=FIRST_DAY.date()
    )
    row = make_enrolment(cohort=waiting)
    assert met(reach(waiting, 2, 2)) == {row}


def test_who_joins_before_it_ends_is_met_once_and_who_joins_later_is_not(cohort: Cohort) -> None:
    outage = record_outage(reach(cohort, 3, 4), kind="no_data", by=None)
    early = enrol(make_person(), cohort, by=None)
    enrol(early.person, cohort, by=None)
    assert list(early.access_entries.values_list("outage", flat=True)) == [outage.pk]
    assert early.projection.closes_at == FIRST_DAY + 34 * DAYS
    with time_machine.travel(FIRST_DAY + 8 * DAYS, tick=False):
        assert not enrol(make_person(), cohort, by=None).access_entries.exists()
    take_back_outage(outage, by=None)
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False):
        assert not enrol(make_person(), cohort, by=None).access_entries.exists()


def test_one_taken_back_by_hand_stays_so_and_is_not_undone_twice(cohort: Cohort) -> None:
    hers, other = make_enrolment(cohort=cohort), make_enrolment(cohort=cohort)
    outage = record_outage(reach(cohort, 2, 2), kind="flood", by=None)
    undo(hers.access_entries.get(), by=None)
    assert take_back_outage(outage, by=None) == 1
    assert list(other.access_entries.values_list("kind", flat=True)) == ["outage", "undo"]
    with pytest.raises(Refusal, match="already"):
        take_back_outage(outage, by=None)


def test_only_who_runs_the_programmes_records_one(cohort: Cohort, signed: Signed) -> None:
    make_enrolment(cohort=cohort)
    trainer, stranger = make_person(), make_person()
    give_role(trainer, "trainer", "course", cohort.course_key)
    give_role(stranger, "programme_admin", "programme", make_programme().uuid)
    for person in (trainer, stranger):
        with pytest.raises(Refusal, match="role"):
            record_outage(reach(cohort, 2, 2), kind="no_data", by=person)
    outage = record_outage(reach(cohort, 2, 2), kind="no_data", by=None)
    for person in (trainer, stranger):
        with pytest.raises(Refusal, match="role"):
            take_back_outage(outage, by=person)
    person = stranger
    person.user.is_staff = person.user.is_superuser = False
    person.user.save()
    assert signed(person).get(reverse("hunar_running_staff:outage", args=[outage.uuid])).status_code != 200


def test_backwards_or_without_a_programme_it_is_refused(cohort: Cohort) -> None:
    with pytest.raises(Refusal, match="after it begins"):
        record_outage(reach(cohort, 2, 0), kind="no_data", by=None)
    with pytest.raises(Refusal, match="programme"):
        record_outage(Reach(FIRST_DAY, FIRST_DAY + DAYS, ()), kind="no_data", by=None)
    assert not Outage.objects.exists()


def test_twice_as_many_people_cost_no_more_queries_and_projections_equal_their_rebuild(cohort: Cohort) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            record_outage(reach(cohort, 2, 2), kind="no_data", by=None)
        return len(caught)

    for _ in range(10):
        make_enrolment(cohort=cohort)
    few = cost()
    for _ in range(30):
        make_enrolment(cohort=cohort)
    assert cost() == few
    rows = list(Enrolment.objects.select_related("cohort__programme"))
    made = projections(rows)
    for row in rows:
        kept = AccessProjection.objects.get(enrolment=row)
        assert (kept.opens_at, kept.closes_at, kept.state) == (made[row.pk].opens_at, made[row.pk].closes_at, "dated")
    assert AccessEntry.objects.count() == 50


@pytest.mark.parametrize(
    ("span", "text"),
    [(7 * DAYS, "7 days"), (timedelta(hours=26), "1 day 2 hours"), (timedelta(minutes=61), "1 hour 1 minute")],
)
def test_spans_are_told_as_staff_say_them(span: timedelta, text: str) -> None:
    assert span_text(span) == text


def test_the_calendar_shows_her_own_by_district_kind_and_network(cohort: Cohort, signed: Signed) -> None:
    swat = make_district("Swat")
    make_enrolment(make_person(district=swat), cohort)
    record_outage(reach(cohort, 2, 2, districts=(swat,)), kind="flood", by=None)
    record_outage(reach(cohort, 9, 1, network="zong"), kind="no_data", by=None)
    record_outage(reach(make_cohort(), 9, 1), kind="unrest", by=None)
    admin = make_person()
    admin.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(admin, "programme_admin", "programme", cohort.programme.uuid)
    shown = {}
    for asked in ({}, {"district": swat.pk}, {"kind": "no_data"}, {"network": "zong"}, {"network": "jazz"}):
        page = signed(admin).get(reverse("hunar_running_staff:outages"), asked)
        shown[repr(asked)] = [outage.kind for outage in page.context["page"]]
    assert list(shown.values()) == [["no_data", "flood"], ["flood"], ["no_data"], ["no_data"], []]
