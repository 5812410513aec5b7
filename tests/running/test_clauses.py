"""The pass rule's grammar: every row of the programmes' own rules that gives figures, and a slow second opinion."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from courses.running.access.facts import Missing
from courses.running.access.words import missing_words
from courses.running.passing import Assessment, Done, Override, PassFacts, PassResult, Step, judge
from courses.running.passing.asked import minutes_asked
from courses.running.policy import Policy, read_policy

ONLY_CLAUSES = {"required_activities": False, "minutes": False}


def policy(*clauses: dict[str, Any], **passing: Any) -> Policy:
    """A policy that asks for these clauses and nothing else."""
    return read_policy({"pass": ONLY_CLAUSES | {"clauses": list(clauses)} | passing})


def facts(rules: Policy, **more: Any) -> PassFacts:
    base = {"steps": (Step("lesson", kinds=frozenset({"lesson"})),), "done": {}, "minutes": 0}
    return PassFacts(**{"policy": rules} | base | more)


def marked(kind: str, marks: list[str | None], most: int = 100) -> tuple[tuple[Step, ...], dict[str, Done]]:
    """One marked activity of a kind for each of these marks; None is not taken."""
    steps = tuple(Step(f"{kind}-{n}", percent=0, kinds=frozenset({kind})) for n in range(len(marks)))
    done = {
        f"{kind}-{n}": Done(done=True, score=Decimal(mark), max_score=Decimal(most))
        for n, mark in enumerate(marks)
        if mark is not None
    }
    return steps, done


def short(result: PassResult) -> list[tuple[str, Any, Any]]:
    return [(each.kind, each.have, each.need) for each in result.missing]


NPTEL = {
    "kind": "weighted",
    "percent": 40,
    "components": [
        {"name": "Assignments", "activities": "assignment", "weight": 25, "best": 8, "of": 12, "floor": 10},
        {"name": "Exam", "name_ur": "امتحان", "activities": "exam", "weight": 75, "floor": 30},
    ],
}


def nptel(assignments: list[str | None], exam: str | None) -> PassResult:
    first, second = marked("assignment", assignments), marked("exam", [exam], most=75)
    return judge(facts(policy(NPTEL), steps=first[0] + second[0], done=first[1] | second[1]))


@pytest.mark.parametrize(
    ("assignments", "exam", "missing"),
    [
        (["40"] * 8 + [None] * 4, "30", []),
        (["0"] * 4 + ["40"] * 8, "30", []),
        (["100"] * 7 + [None] * 5, "30", []),
        (["40"] * 7 + ["39.99"] + [None] * 4, "30", [("floor", Decimal("9.99"), 10), ("points", Decimal("39.99"), 40)]),
        (["100"] * 3 + [None] * 9, "75", [("floor", Decimal("9.37"), 10)]),
        (["100"] * 12, "29.99", [("floor", Decimal("29.99"), 30)]),
        (["100"] * 12, None, [("floor", 0, 30), ("points", 25, 40)]),
    ],
)
def test_nptel_best_eight_of_twelve_with_both_floors(
    assignments: list[str | None], exam: str | None, missing: list[Any]
) -> None:
    result = nptel(assignments, exam)
    assert short(result) == missing
    assert result.passed == (not missing)


def test_digiskills_passes_at_fifty_percent_and_not_a_hair_below() -> None:
    rule = policy(
        {"kind": "weighted", "percent": 50, "components": [{"name": "Quizzes", "activities": "quiz", "weight": 100}]}
    )
    for marks, missing in (
        (["50", "50"], []),
        (["100", "0"], []),
        (["50", "49.99"], [("points", Decimal("49.99"), 50)]),
    ):
        steps, done = marked("quiz", marks)
        assert short(judge(facts(rule, steps=steps, done=done))) == missing
    thirds = {"quiz-0": Done(done=True, score=Decimal(1), max_score=Decimal(3))}
    exact = policy(
        {
            "kind": "weighted",
            "percent": "33.34",
            "components": [NPTEL["components"][1] | {"weight": 100, "floor": 0, "activities": "quiz"}],
        }
    )
    assert not judge(facts(exact, steps=marked("quiz", ["0"])[0], done=thirds)).passed


@pytest.mark.parametrize(
    ("tasks", "missing"),
    [
        (["80"] * 10, []),
        (["100"] * 5 + ["60"] * 5, []),
        (["80"] * 9, [("tasks", 9, 10)]),
        (["80"] * 9 + ["79.99"], [("quality", Decimal("79.99"), 80)]),
        ([], [("tasks", 0, 10)]),
    ],
)
def test_online_outsourcing_asks_for_eighty_percent_over_enough_tasks(tasks: list[str], missing: list[Any]) -> None:
    rule = policy({"kind": "quality", "percent": 80, "tasks": 10})
    assert short(judge(facts(rule, tasks=tuple(map(Decimal, tasks))))) == missing


def panel(*members: str) -> tuple[Assessment, ...]:
    """Assessors by a letter: i from industry, t a teacher; capitals find her competent."""
    return tuple(Assessment(f"{n}", one.isupper(), one.lower() == "i") for n, one in enumerate(members))


@pytest.mark.parametrize(
    ("members", "missing"),
    [
        ("IIT", []),
        ("IiT", []),
        ("ITT", [("industry", 1, 2)]),
        ("II", [("assessors", 2, 3)]),
        ("Iit", [("agreed", 1, 2)]),
        ("", [("assessors", 0, 3), ("industry", 0, 2), ("agreed", 0, 2)]),
    ],
)
def test_navttc_asks_three_assessors_of_whom_two_are_from_industry(members: str, missing: list[Any]) -> None:
    rule = policy({"kind": "assessors", "assessors": 3, "industry": 2, "agree": 2})
    assert short(judge(facts(rule, assessments=panel(*members)))) == missing


def test_one_assessor_asked_twice_counts_once_with_her_last_word() -> None:
    rule = policy({"kind": "assessors", "assessors": 1, "agree": 1})
    twice = (Assessment("a", competent=True), Assessment("a", competent=False))
    assert short(judge(facts(rule, assessments=twice))) == [("agreed", 0, 1)]


def test_youth_employment_asks_for_minutes_and_names_the_missing_one() -> None:
    rule = read_policy({"required_minutes": 2880, "pass": {"required_activities": False}})
    assert judge(facts(rule, minutes=2880)).passed
    assert short(judge(facts(rule, minutes=2879))) == [("minutes", 2879, 2880)]


def test_empower_counts_sessions_and_not_minutes() -> None:
    rule = policy({"kind": "sessions", "least": 8})
    assert judge(facts(rule, sessions=(1,) * 8)).passed
    result = judge(facts(rule, sessions=(240,) * 7 + (0,)))
    assert [strip_tags(missing_words(each)) for each in result.missing] == [
        "1 session short: you have been to 7 of 8 classes."
    ]
    half = policy({"kind": "sessions", "least": 1, "minutes_each": 60})
    assert not judge(facts(half, sessions=(59,))).passed


def test_a_share_of_the_planned_minutes_is_never_rounded_down() -> None:
    rule = read_policy(
        {
            "planned_minutes": 101,
            "required_minutes": 0,
            "pass": ONLY_CLAUSES | {"clauses": [{"kind": "attendance", "percent": 75}]},
        }
    )
    assert short(judge(facts(rule, minutes=75))) == [("minutes", 75, 76)]
    assert judge(facts(rule, minutes=76)).passed


KEYS = [uuid4() for _ in range(3)]


def test_what_must_be_passed_is_named_and_a_choice_is_counted() -> None:
    steps = tuple(Step(str(key), required=False, percent=60, kinds=frozenset({"quiz"})) for key in KEYS[:2])
    done = {str(KEYS[0]): Done(done=True, score=Decimal(59), max_score=Decimal(100))}
    every = policy({"kind": "items", "keys": [str(key) for key in KEYS]})
    assert [(each.kind, each.key) for each in judge(facts(every, steps=steps, done=done)).missing] == [
        ("marks", str(KEYS[0])),
        ("activity", str(KEYS[1])),
        ("activity", str(KEYS[2])),
    ]
    some = policy({"kind": "items", "activities": "quiz", "least": 2})
    assert short(judge(facts(some, steps=steps, done=done))) == [("items", 0, 2)]
    none_there = policy({"kind": "items", "activities": "webinar"})
    assert short(judge(facts(none_there, steps=steps))) == [("items", 0, 1)]


@pytest.mark.parametrize(("late", "passed"), [(0, True), (1, True), (2, False), (3, False)])
def test_late_work_costs_marks_and_then_counts_no_more(late: int, passed: bool) -> None:
    rule = policy({"kind": "items", "activities": "quiz"}, late={"days": 2, "percent_a_day": 20})
    step = Step("q", percent=60, kinds=frozenset({"quiz"}))
    done = {"q": Done(done=True, score=Decimal(75), max_score=Decimal(100), late_days=late)}
    result = judge(facts(rule, steps=(step,), done=done))
    assert result.passed == passed
    kinds = {0: [], 1: [], 2: ["marks"], 3: ["late"]}
    assert [each.kind for each in result.missing] == kinds[late]


@pytest.mark.parametrize(
    ("people", "allowed", "state"),
    [
        (("a", "b"), "two_people", "waived"),
        (("a", "a"), "two_people", "not_yet"),
        (("a",), "two_people", "not_yet"),
        (("a", "her"), "two_people", "not_yet"),
        (("a", "b"), "never", "not_yet"),
    ],
)
def test_only_two_different_people_and_not_she_herself_waive_a_clause(
    people: tuple[str, ...], allowed: str, state: str
) -> None:
    rule = policy({"kind": "sessions", "least": 8}, override=allowed)
    result = judge(facts(rule, person="her", overrides=(Override("sessions", people),)))
    clause = result.clauses[-1]
    assert (clause.code, clause.state, result.passed) == ("sessions", state, state == "waived")
    assert clause.missing == (Missing("sessions", 0, 8),)


def test_short_is_not_yet_while_there_is_time_and_not_met_after_it() -> None:
    rule = policy({"kind": "sessions", "least": 8}, {"kind": "sessions", "least": 1})
    states = {over: [c.state for c in judge(facts(rule, sessions=(60,), over=over)).clauses] for over in (False, True)}
    assert states == {False: ["met", "not_yet", "met"], True: ["met", "not_met", "met"]}
    assert [c.code for c in judge(facts(rule)).clauses] == ["edition", "sessions", "sessions-2"]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (NPTEL | {"components": NPTEL["components"][:1]}, "must come to 100"),
        ({"kind": "items"}, "one of the two"),
        ({"kind": "items", "activities": "quiz", "keys": [str(KEYS[0])]}, "one of the two"),
        ({"kind": "items", "keys": [str(KEYS[0])], "least": 2}, "more activities than it names"),
        ({"kind": "assessors", "assessors": 3, "industry": 4, "agree": 1}, "more assessors from industry"),
        ({"kind": "guess"}, "guess"),
        ({"kind": "sessions", "least": 8, "more": 1}, "more"),
    ],
)
def test_a_clause_that_makes_no_sense_is_refused_in_words(clause: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        policy(clause)


def test_a_share_of_no_minutes_is_refused() -> None:
    with pytest.raises(ValidationError, match="needs planned minutes"):
        read_policy(
            {"planned_minutes": 0, "required_minutes": 0, "pass": {"clauses": [{"kind": "attendance", "percent": 75}]}}
        )


def test_a_policy_written_before_there_were_clauses_still_reads() -> None:
    old = {
        "format": 1,
        "planned_minutes": 2880,
        "required_minutes": 2304,
        "required_minutes_confirmed": False,
        "window": {"basis": "cohort_start", "days": 30, "minutes": None, "months": None},
        "keep_lectures": True,
        "pass": {"required_activities": True, "pass_percent": 60, "minutes": True},
    }
    assert read_policy(old) == Policy()
    assert read_policy(read_policy(old).as_json()) == Policy()


def test_every_kind_of_shortfall_has_its_sentence_in_both_languages() -> None:
    for kind in ("sessions", "items", "tasks", "assessors", "industry", "agreed", "points", "quality", "floor", "late"):
        with translation.override("en"):
            english = strip_tags(missing_words(Missing(kind, 7, 8, "Exam" if kind == "floor" else None)))
        with translation.override("ur"):
            urdu = strip_tags(missing_words(Missing(kind, 7, 8, "Exam" if kind == "floor" else None)))
        assert "7" in english
        assert "8" in english
        assert urdu != english


def test_the_part_that_is_short_is_named_in_the_readers_language() -> None:
    missing = nptel(["100"] * 12, "29").missing[0]
    with translation.override("ur"):
        assert "امتحان" in missing_words(missing)
    assert "“Exam” asks for" in missing_words(missing)


# The second opinion: whole numbers only, every choice of k tried, no fractions and no decimals.


def best_of(scores: list[int], best: int) -> int:
    """The largest sum of at most ``best`` of these, found by trying every subset."""
    found = 0
    for subset in range(2 ** len(scores)):
        picked = [score for place, score in enumerate(scores) if subset >> place & 1]
        if len(picked) <= best:
            found = max(found, sum(picked))
    return found


@given(
    assignments=st.lists(st.integers(0, 100), min_size=1, max_size=8),
    exam=st.integers(0, 75),
    best=st.integers(1, 6),
    floors=st.tuples(st.integers(0, 25), st.integers(0, 75)),
    percent=st.integers(0, 100),
)
def test_weighted_marks_agree_with_a_slow_second_opinion(
    assignments: list[int], exam: int, best: int, floors: tuple[int, int], percent: int
) -> None:
    first = NPTEL["components"][0] | {"best": best, "of": None, "floor": floors[0]}
    second = NPTEL["components"][1] | {"floor": floors[1]}
    rule = policy({"kind": "weighted", "percent": percent, "components": [first, second]})
    one, two = marked("assignment", [str(mark) for mark in assignments]), marked("exam", [str(exam)], most=75)
    passed = judge(facts(rule, steps=one[0] + two[0], done=one[1] | two[1])).passed
    # Points times 100 times best, so that everything is whole: 25 of 100 for the mean, 75 of 75 for the exam.
    earned, scale = 25 * best_of(assignments, best), 100 * best
    wanted = earned >= floors[0] * scale and exam >= floors[1] and earned + exam * scale >= percent * scale
    assert passed == wanted


@given(
    sessions=st.lists(st.integers(0, 240), max_size=12),
    least=st.integers(1, 10),
    each=st.integers(1, 240),
    tasks=st.lists(st.integers(0, 100), max_size=12),
    wanted=st.integers(1, 10),
    percent=st.integers(0, 100),
)
def test_counts_and_quality_agree_with_a_slow_second_opinion(
    sessions: list[int], least: int, each: int, tasks: list[int], wanted: int, percent: int
) -> None:
    rule = policy(
        {"kind": "sessions", "least": least, "minutes_each": each},
        {"kind": "quality", "percent": percent, "tasks": wanted},
    )
    result = judge(facts(rule, sessions=tuple(sessions), tasks=tuple(map(Decimal, tasks))))
    attended = 0
    for minutes in sessions:
        attended += 1 if minutes >= each else 0
    good = len(tasks) >= wanted and sum(tasks) >= percent * len(tasks)
    assert result.passed == (attended >= least and good)
    again = judge(replace(facts(rule), sessions=tuple(sorted(sessions)), tasks=tuple(map(Decimal, sorted(tasks)))))
    assert again.passed == result.passed


def test_fractions_are_cut_down_for_reading_and_never_up() -> None:
    from courses.running.passing.marks import readable

    assert [readable(Fraction(value, 3)) for value in (1, 2, 3)] == [Decimal("0.33"), Decimal("0.66"), 1]
    assert isinstance(KEYS[0], UUID)


@pytest.mark.parametrize(
    ("rule", "minutes"),
    [
        ({}, 2304),
        ({"pass": {"minutes": False}}, 0),
        ({"pass": {"minutes": False, "clauses": [{"kind": "attendance", "percent": 75}]}}, 2160),
        ({"pass": {"clauses": [{"kind": "minutes", "least": 2400}, {"kind": "attendance", "percent": 1}]}}, 2400),
        ({"pass": {"minutes": False, "clauses": [{"kind": "sessions", "least": 8}]}}, 0),
    ],
)
def test_pages_name_the_most_minutes_that_any_rule_asks_for(rule: dict[str, Any], minutes: int) -> None:
    assert minutes_asked(read_policy(rule)) == minutes
