"""Device files under repetition, in any order and at the same moment: the roll comes out the same."""

import random
from typing import Any

import pytest

from courses.running.actions.device_imports import confirm_import, plan_import
from courses.running.actions.punches import give_number
from courses.running.errors import Refusal
from courses.running.models import DeviceImport, Punch, RollEntry
from tests.factories.attendance import batch_at_a_centre, make_class, minutes_on_roll, told, trainee
from tests.factories.running import make_superuser
from tests.foundation.threads import at_once


def bring(cohort: Any, text: str, by: Any = None) -> DeviceImport:
    planned = plan_import(cohort.centre, text.encode(), device="gate", clock_minutes=0, by=by)
    return confirm_import(planned, by=by)


def week(dice: random.Random, number: int) -> list[str]:
    """A trainee's touches of five days: in and out, sometimes twice, sometimes only once."""
    lines = []
    for day in range(1, 6):
        lines.append(f"{number},{told(f'09:{dice.randint(0, 59):02}', day)},in")
        if dice.random() < 0.8:
            lines.append(f"{number},{told(f'12:{dice.randint(0, 59):02}', day)},out")
        if dice.random() < 0.3:
            lines.append(lines[-1])
    return lines


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_cut_into_files_in_any_order_they_come_to_the_same(seed: int) -> None:
    dice = random.Random(seed)
    whole, cut = batch_at_a_centre(), batch_at_a_centre()
    sessions = {}
    lines = [line for number in (11, 12, 13) for line in week(dice, number)]
    for cohort in (whole, cut):
        sessions[cohort.pk] = [make_class(cohort, days_ago=day) for day in range(1, 6)]
        for number in (11, 12, 13):
            person = trainee(cohort, f"t{number}-{cohort.pk}").person
            give_number(cohort.centre, str(number), person, by=None)
    bring(whole, "\n".join(lines))
    dice.shuffle(lines)
    pieces = [lines[start : start + 7] for start in range(0, len(lines), 7)]
    for piece in [*pieces, pieces[0], lines]:
        bring(cut, "\n".join(piece))
    for first, second in zip(sessions[whole.pk], sessions[cut.pk], strict=True):
        a, b = minutes_on_roll(first), minutes_on_roll(second)
        assert {key.split("-")[0]: value for key, value in a.items()} == {
            key.split("-")[0]: value for key, value in b.items()
        }
    for brought in DeviceImport.objects.all():
        assert brought.lines == brought.used + brought.duplicates + brought.exceptions + brought.refused


@pytest.mark.django_db(transaction=True)
def test_the_same_file_by_many_at_once_counts_once() -> None:
    cohort = batch_at_a_centre()
    give_number(cohort.centre, "17", trainee(cohort, "nazia").person, by=None)
    session = make_class(cohort)
    text = f"17,{told('09:00')}\n17,{told('13:00')}"
    staff = [make_superuser() for _ in range(6)]

    def tries(number: int) -> str:
        try:
            return str(bring(cohort, text, staff[number]).uuid)
        except Refusal as refusal:
            return str(refusal)

    results = at_once(6, tries)
    assert len(set(results)) == 1
    assert (DeviceImport.objects.count(), Punch.objects.count(), RollEntry.objects.count()) == (1, 2, 1)
    assert minutes_on_roll(session) == {"nazia": 240}


@pytest.mark.django_db
def test_a_number_that_changes_hands_keeps_what_was_counted() -> None:
    cohort = batch_at_a_centre()
    first, second = trainee(cohort, "nazia"), trainee(cohort, "saima")
    give_number(cohort.centre, "17", first.person, by=None)
    earlier, later = make_class(cohort, days_ago=2), make_class(cohort, days_ago=1)
    bring(cohort, f"17,{told('09:00', 2)}\n17,{told('13:00', 2)}")
    give_number(cohort.centre, "17", second.person, by=None)
    bring(cohort, f"17,{told('09:00')}\n17,{told('13:00')}")
    assert minutes_on_roll(earlier) == {"nazia": 240}
    assert minutes_on_roll(later) == {"saima": 240}
    with pytest.raises(Refusal, match="no batch of this centre"):
        give_number(cohort.centre, "18", trainee(batch_at_a_centre()).person, by=None)
