"""A frozen window is shut and loses no second; what was closed is opened again; each leaves one audit line."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.running.access.door import door
from courses.running.access.store import projections
from courses.running.actions.windows import close, extend, freeze, reopen, resume, undo
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Enrolment
from tests.factories.running import make_cohort, make_enrolment, make_programme, make_superuser
from tests.faults import rounds
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
KARACHI = ZoneInfo("Asia/Karachi")
FIRST_DAY = datetime(2026, 11, 2, tzinfo=KARACHI)
DAYS = timedelta(days=1)


@pytest.fixture
def enrolment() -> Enrolment:
    """Thirty days from the second of November."""
    with time_machine.travel(FIRST_DAY, tick=False):
        cohort = make_cohort(make_programme(), starts_on=FIRST_DAY.date(), time_zone="Asia/Karachi")
        return make_enrolment(cohort=cohort)


def test_a_freeze_of_three_days_gives_three_days_back(enrolment: Enrolment) -> None:
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False) as clock:
        freeze(enrolment, reason="illness", by=None)
        assert door(enrolment, None).reason == "frozen"
        assert AccessEntry.objects.get().enrolment.projection.state == "frozen"
        clock.shift(3 * DAYS)
        resume(enrolment, by=None)
        decision = door(enrolment, None)
    assert (decision.open, decision.closes_at) == (True, FIRST_DAY + 33 * DAYS)


def test_nothing_is_frozen_twice_resumed_twice_or_frozen_when_it_is_over(enrolment: Enrolment) -> None:
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False) as clock:
        with pytest.raises(Refusal, match="not frozen"):
            resume(enrolment, by=None)
        freeze(enrolment, reason="illness", by=None)
        with pytest.raises(Refusal, match="frozen already"):
            freeze(enrolment, reason="illness", by=None)
        clock.shift(DAYS)
        resume(enrolment, by=None)
        clock.shift(60 * DAYS)
        with pytest.raises(Refusal, match="has ended"):
            freeze(enrolment, reason="illness", by=None)
    assert AccessEntry.objects.count() == 2


def test_a_freeze_that_is_taken_back_never_was(enrolment: Enrolment) -> None:
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False) as clock:
        entry = freeze(enrolment, reason="illness", by=None)
        clock.shift(2 * DAYS)
        undo(entry, by=None)
        decision = door(enrolment, None)
    assert (decision.open, decision.closes_at) == (True, FIRST_DAY + 30 * DAYS)


def test_what_was_closed_is_opened_again_and_its_days_ran_on(enrolment: Enrolment) -> None:
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False) as clock:
        with pytest.raises(Refusal, match="Nobody has closed"):
            reopen(enrolment, reason="other", by=None)
        close(enrolment, reason="conduct", by=None)
        clock.shift(2 * DAYS)
        assert door(enrolment, None).reason == "closed"
        reopen(enrolment, reason="other", by=None)
        decision = door(enrolment, None)
    assert (decision.open, decision.closes_at) == (True, FIRST_DAY + 30 * DAYS)


def test_each_leaves_one_line_in_the_audit_log(enrolment: Enrolment) -> None:
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=False):
        freeze(enrolment, reason="illness", by=None)
        resume(enrolment, by=None)
    actions = ModelLogEntry.objects.filter(object_id=str(enrolment.pk)).values_list("action", flat=True)
    assert sorted(actions) == ["hunar_running.freeze", "hunar_running.resume"]


@pytest.mark.parametrize("seed", range(rounds(1000, least=50)))
def test_whatever_is_frozen_extended_and_taken_back_no_second_is_lost(enrolment: Enrolment, seed: int) -> None:
    """Usable time is thirty days and what was given, to the second, however often the clock stood still."""
    chance = Random(seed)
    given = timedelta(0)
    taken: list[AccessEntry] = []
    lines = ModelLogEntry.objects.count()
    with time_machine.travel(FIRST_DAY.astimezone(UTC), tick=False) as clock:
        # Nine steps of three days stay inside the thirty: days given after an end count otherwise.
        for _step in range(chance.randint(3, 9)):
            clock.shift(timedelta(seconds=chance.randint(0, 3 * 24 * 3600)))
            verb = chance.choice(["extend", "freeze", "resume", "undo"])
            try:
                if verb == "extend":
                    taken.append(extend(enrolment, days=chance.randint(1, 9), reason="illness", by=None))
                    given += timedelta(days=taken[-1].days or 0)
                elif verb == "freeze":
                    taken.append(freeze(enrolment, reason="illness", by=None))
                elif verb == "resume":
                    taken.append(resume(enrolment, by=None))
                elif extensions := [entry for entry in taken if entry.kind == "extend"]:
                    entry = chance.choice(extensions)
                    undo(entry, by=None)
                    taken.remove(entry)
                    given -= timedelta(days=entry.days or 0)
            except Refusal:
                continue
        if door(enrolment, None).reason == "frozen":
            resume(enrolment, by=None)
    assert usable(enrolment) == 30 * DAYS + given
    assert ModelLogEntry.objects.count() - lines == AccessEntry.objects.count()


def usable(enrolment: Enrolment) -> timedelta:
    from courses.running.access.ledger import read_facts
    from courses.running.access.rule import intervals

    found = Enrolment.objects.select_related("cohort__programme").get(pk=enrolment.pk)
    facts = read_facts([found])[found.pk]
    made, kept = projections([found])[found.pk], found.projection
    assert (made.opens_at, made.closes_at, made.state) == (kept.opens_at, kept.closes_at, kept.state)
    return sum((each.closes - each.opens for each in intervals(facts) if each.closes), timedelta(0))


def test_staff_freeze_let_go_on_close_and_open_again(enrolment: Enrolment, signed: Signed) -> None:
    client: Client = signed(make_superuser())
    keys = [enrolment.cohort.uuid, enrolment.uuid]
    page = reverse("hunar_running_staff:trainee", args=keys)
    with time_machine.travel(FIRST_DAY + 5 * DAYS, tick=True):

        def press(name: str, **data: str) -> str:
            return client.post(reverse(f"hunar_running_staff:{name}", args=keys), data, follow=True).content.decode()

        assert "Freeze now" in client.get(page).content.decode()
        assert "Let it go on" in press("freeze", reason="illness")
        assert "The clock goes on." in press("resume")
        assert "Open it again" in press("close", reason="conduct")
        assert "Open again." in press("reopen")
        said = client.get(page).content.decode()
    for words in ("Frozen", "Goes on", "Closed", "Opened again"):
        assert words in said
