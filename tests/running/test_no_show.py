"""Missing the first class: previewed, closed once, and put right where it was a mistake."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.running.actions.enrolments import enrol
from courses.running.actions.roll import create_session, take_roll
from courses.running.errors import Refusal
from courses.running.models import Application, ClassSession, Cohort, Enrolment
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.first_class import close_first_session
from courses.running.seats.actions.waiting import enrol_or_wait, give_back
from courses.running.standing import standing
from tests.factories.running import give_role, make_cohort, make_person, make_programme
from tests.running.conftest import Signed
from tests.running.test_importing_trainees import address, admin_of

pytestmark = pytest.mark.django_db


def strict(**more: object) -> Cohort:
    """A batch of four seats whose programme counts no-shows."""
    return make_cohort(make_programme(seats={"no_show": True}), seats=4, **more)


def first_class_of(cohort: Cohort, *, hours_ago: int = 2) -> ClassSession:
    began = timezone.now() - timedelta(hours=hours_ago)
    return create_session(cohorts=[cohort], title="First class", starts_at=began, planned_minutes=180, by=None)


def held(cohort: Cohort) -> tuple[ClassSession, list[Enrolment], list[Application]]:
    """Four enrolled, two waiting, a first class with two present and one written down as absent."""
    enrolled = [enrol(make_person(), cohort, by=None) for _ in range(4)]
    waits = [enrol_or_wait(make_person(), cohort, by=None) for _ in range(2)]
    session = first_class_of(cohort)
    there, absent = {row.person.uuid: 180 for row in enrolled[:2]}, {enrolled[2].person.uuid: 0}
    take_roll(session, there | absent, by=None)
    return session, enrolled, waits


def test_who_was_not_there_loses_the_seat_and_reads_why(signed: Signed) -> None:
    cohort = strict()
    _session, enrolled, _waits = held(cohort)
    assert close_first_session(cohort, by=None) == (2, 2)
    states = Enrolment.objects.order_by("pk").values_list("state", "projection__state")
    assert [state for state, _shown in states] == ["active", "active", "no_show", "no_show"]
    assert [shown for _state, shown in states][2:] == ["no_show", "no_show"]
    assert {row.state for row in Application.objects.all()} == {"offered"}
    gone = Enrolment.objects.get(pk=enrolled[2].pk)
    assert standing(gone).decision.reason == "no_show"
    client = signed(gone.person)
    closed = client.get(f"/learn/{gone.uuid}/")
    assert closed.status_code == 403
    assert "You were not at the first class" in closed.content.decode()
    assert client.get(f"/learn/{gone.uuid}/marks/").status_code == 200


def test_staff_see_whom_it_meets_and_spare_one(signed: Signed) -> None:
    cohort = strict()
    session, enrolled, _waits = held(cohort)
    client = signed(admin_of(cohort))
    assert (
        address("first_class", cohort.uuid) in client.get(address("roll", cohort.uuid, session.uuid)).content.decode()
    )
    screen = client.get(address("first_class", cohort.uuid)).content.decode()
    assert "2 hold a seat and have no minutes" in screen
    assert "Then 2 of those who wait are offered a seat" in screen
    assert enrolled[0].person.display_name not in screen
    client.post(address("first_class", cohort.uuid), {"keep": str(enrolled[3].person.uuid)})
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == ["active"] * 2 + [
        "no_show",
        "active",
    ]
    assert "Its roll was closed on" in client.get(address("seats", cohort.uuid)).content.decode()


def test_an_offer_nobody_took_before_the_class_lapses_too() -> None:
    cohort = strict()
    held(cohort)
    change_seats(cohort, 5, by=None)
    assert close_first_session(cohort, by=None)[0] == 3
    states = list(Application.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["no_show", "offered"]


def test_who_came_into_the_batch_after_the_class_is_spared_unless_staff_say_otherwise(signed: Signed) -> None:
    cohort = strict()
    session = first_class_of(cohort, hours_ago=10)
    late = enrol(make_person(), cohort, by=None)
    take_roll(session, {late.person.uuid: 0}, by=None)
    screen = signed(admin_of(cohort)).get(address("first_class", cohort.uuid)).content.decode()
    assert f'value="{late.person.uuid}" checked' in screen
    assert "after the class" in screen


@pytest.mark.parametrize("case", ["no rule", "no class", "not begun", "no roll", "twice"])
def test_it_is_closed_once_and_only_after_a_roll(case: str) -> None:
    cohort = make_cohort() if case == "no rule" else strict()
    person = enrol(make_person(), cohort, by=None).person
    if case in {"no rule", "no roll", "twice"}:
        session = first_class_of(cohort)
    if case == "not begun":
        first_class_of(cohort, hours_ago=-2)
    if case in {"no rule", "twice"}:
        take_roll(session, {person.uuid: 5}, by=None)
    if case == "twice":
        close_first_session(cohort, by=None)
    with pytest.raises(Refusal):
        close_first_session(cohort, by=None)
    assert not Enrolment.objects.filter(state="no_show").exists()


def test_a_corrected_roll_takes_her_back_while_a_seat_is_free(signed: Signed) -> None:
    cohort = strict()
    session, enrolled, waits = held(cohort)
    for row in waits:
        give_back(row, by=row.person)
    close_first_session(cohort, by=None)
    client = signed(admin_of(cohort))
    screen = client.get(address("roll", cohort.uuid, session.uuid)).content.decode()
    assert enrolled[2].person.display_name in screen
    client.post(address("roll", cohort.uuid, session.uuid), {f"m-{enrolled[2].person.uuid}": "120"})
    back = Enrolment.objects.get(pk=enrolled[2].pk)
    assert back.state == "active"
    assert back.projection.state == "dated"
    assert Enrolment.objects.get(pk=enrolled[3].pk).state == "no_show"


def test_a_corrected_roll_takes_nobodys_seat_away() -> None:
    cohort = strict()
    session, enrolled, _waits = held(cohort)
    close_first_session(cohort, by=None)
    take_roll(session, {enrolled[2].person.uuid: 120}, by=None)
    assert Enrolment.objects.get(pk=enrolled[2].pk).state == "no_show"
    assert Application.objects.filter(state="offered").count() == 2


def test_a_no_show_stands_on_no_other_roll(signed: Signed) -> None:
    cohort = strict()
    _session, enrolled, _waits = held(cohort)
    close_first_session(cohort, by=None)
    second = create_session(
        cohorts=[cohort], title="Second", starts_at=timezone.now() - timedelta(hours=1), planned_minutes=60, by=None
    )
    client = signed(admin_of(cohort))
    client.post(address("roll", cohort.uuid, second.uuid), {"rest": "full"})
    assert Enrolment.objects.get(pk=enrolled[3].pk).state == "no_show"
    assert second.roll_entries.count() == 2


def test_staff_take_her_back_by_her_own_page(signed: Signed) -> None:
    cohort = strict()
    _session, enrolled, _waits = held(cohort)
    close_first_session(cohort, by=None)
    client, back = signed(admin_of(cohort)), enrolled[2]
    verb = address("withdraw", cohort.uuid, back.uuid)
    refused = client.post(verb, follow=True).content.decode()
    assert "All seats of this batch are taken" in refused
    change_seats(cohort, 5, by=None)
    client.post(verb)
    assert Enrolment.objects.get(pk=back.pk).state == "active"


def test_a_trainer_takes_the_roll_and_closes_nothing(signed: Signed) -> None:
    cohort = strict()
    session, _enrolled, _waits = held(cohort)
    trainer = admin_of(make_cohort())
    give_role(trainer, "trainer", "course", cohort.course_key)
    client = signed(trainer)
    assert (
        address("first_class", cohort.uuid)
        not in client.get(address("roll", cohort.uuid, session.uuid)).content.decode()
    )
    for name in ("first_class", "seats", "import"):
        assert client.get(address(name, cohort.uuid)).status_code == 404
    assert client.post(address("first_class", cohort.uuid)).status_code == 404
