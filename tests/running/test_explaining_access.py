"""Anybody can hold the rule against a second implementation, and staff read why a door is open or shut."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.running.access.explain import answered
from courses.running.actions.windows import extend, freeze, undo
from tests.factories.running import make_enrolment

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "access.md"
EXAMPLES = [block.split("```")[0].strip() for block in REFERENCE.read_text(encoding="utf-8").split("```json\n")[1:]]


def test_the_example_of_the_reference_is_answered_as_it_says() -> None:
    asked, said = EXAMPLES
    assert json.loads(answered(asked)) == json.loads(said)


def test_the_last_class_planned_may_be_told() -> None:
    asked = json.loads(EXAMPLES[0])
    asked["facts"]["window"]["after_last_session_days"] = 3
    asked["facts"]["last_session_ends_at"] = "2026-12-20T13:00:00+05:00"
    # Seven days were given while the window was open: they come on top.
    assert json.loads(answered(json.dumps(asked)))["closes_at"] == "2026-12-30T19:00:00+00:00"
    asked["facts"]["last_session_ends_at"] = "2026-12-20T13:00:00"
    assert "offset" in json.loads(answered(json.dumps(asked)))["error"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "Invalid JSON"),
        (EXAMPLES[0].replace("09:00:00+05:00", "09:00:00"), "timezone"),
        (json.dumps(json.loads(EXAMPLES[0]) | {"more": 1}), "more"),
        (EXAMPLES[0].replace("Asia/Karachi", "Asia/Nowhere"), "Nowhere"),
        (EXAMPLES[0].replace('"days":30', '"days":null'), "days"),
        (EXAMPLES[0].replace('"kind":"extend"', '"kind":"expand"'), "kind"),
        (EXAMPLES[0].replace("2026-11-02", "9999-12-31"), "range"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, words: str) -> None:
    assert words in json.loads(answered(line))["error"]


def test_lines_of_a_file_are_answered_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(f"{EXAMPLES[0]}\n\nnonsense\n{EXAMPLES[0]}\n", encoding="utf-8")
    out = StringIO()
    call_command("explain_access", facts=str(file), stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line.get("reason", "error") for line in lines] == ["open", "error", "open"]


@pytest.mark.django_db
def test_an_enrolment_is_told_with_every_entry_and_its_reason() -> None:
    enrolment = make_enrolment()
    undo(extend(enrolment, days=9, reason="power_cut", by=None), by=None)
    freeze(enrolment, reason="illness", by=None)
    out = StringIO()
    call_command("explain_access", str(enrolment.uuid), stdout=out)
    said = out.getvalue()
    assert "frozen. Your centre has stopped your clock." in said
    assert "extend 9 (power_cut)  (taken back)" in said
    assert "freeze (illness)\n" in said


@pytest.mark.django_db
def test_what_is_missing_is_asked_for() -> None:
    for arguments, words in (([], "Name an enrolment"), (["00000000-0000-4000-8000-000000000000"], "No enrolment")):
        with pytest.raises(CommandError, match=words):
            call_command("explain_access", *arguments)
    with pytest.raises(CommandError, match="offset"):
        call_command("explain_access", str(make_enrolment().uuid), at="2026-11-02T09:00:00")
