"""Twenty hands freeze, let go on, extend and take back the same window at once: no second is lost or given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from courses.running.access.door import door
from courses.running.actions.windows import extend, freeze, resume, undo
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Enrolment
from tests.factories.running import make_cohort, make_enrolment, make_programme
from tests.faults import rounds
from tests.running.test_freezing import usable

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 20
DAY = timedelta(days=1)


def hand(enrolment: Enrolment, seed: int) -> Callable[[], None]:
    """One person at her own screen who presses three buttons."""
    chance = Random(seed)

    def press() -> None:
        for _ in range(3):
            verb = chance.choice(["extend", "freeze", "resume", "undo"])
            try:
                if verb == "extend":
                    extend(enrolment, days=chance.randint(1, 9), reason="illness", by=None)
                elif verb == "freeze":
                    freeze(enrolment, reason="illness", by=None)
                elif verb == "resume":
                    resume(enrolment, by=None)
                elif entry := AccessEntry.objects.filter(enrolment=enrolment, kind="extend").order_by("?").first():
                    undo(entry, by=None)
            except Refusal:
                continue

    return press


def together(acts: list[Callable[[], Any]]) -> None:
    """Run all at once, each on a connection of its own."""

    def run(act: Callable[[], Any]) -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(run, acts))


@pytest.mark.parametrize("seed", range(rounds(60)))
def test_usable_time_is_what_the_policy_and_the_standing_days_give(seed: int) -> None:
    enrolment = make_enrolment(cohort=make_cohort(make_programme(), time_zone="Asia/Karachi"))
    lines = ModelLogEntry.objects.count()
    together([hand(enrolment, seed * HANDS + number) for number in range(HANDS)])
    if door(enrolment, None).reason == "frozen":
        resume(enrolment, by=None)
    entries = list(AccessEntry.objects.order_by("effective_at", "sequence", "pk"))
    undone = {entry.supersedes_id for entry in entries}
    given = DAY * sum(entry.days or 0 for entry in entries if entry.pk not in undone)
    assert usable(enrolment) == 30 * DAY + given
    assert ModelLogEntry.objects.count() - lines == len(entries)
    # Nothing is frozen twice, nor let go on that ran: the two take turns.
    turns = [entry.kind for entry in entries if entry.kind in ("freeze", "resume")]
    assert turns == ["freeze", "resume"] * (len(turns) // 2)
