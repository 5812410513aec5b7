"""Holding rows against each other and against who is here already: new, known, in the batch, or wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from django.db import transaction

from courses.running.actions.enrolments import check_place
from courses.running.admission import refusal
from courses.running.errors import Refusal
from courses.running.importing.columns import TITLES
from courses.running.importing.reading.table import Table
from courses.running.importing.rows import Problem, Row, read_row
from courses.running.models import Application, Cohort, Enrolment
from courses.running.policy.stages import AdmissionPolicy
from lms.foundation.api import fold
from lms.people.api import persons_by_numbers, persons_by_username
from lms.people.models import Person

AT_ONCE = 500


@dataclass(frozen=True)
class Judged:
    """A row that is right. ``person`` is None exactly when she is new; ``there`` changes nothing."""

    row: Row
    person: Person | None
    verdict: Literal["new", "known", "there"]


@dataclass(frozen=True)
class Chunk:
    """Some hundred rows that are right in themselves and what is wrong with others; ``last`` is their last line."""

    rows: list[Row]
    problems: list[Problem]
    last: int


@dataclass
class Seen:
    """What stood in earlier rows of the same file, by line, so that nobody is in it twice. No database."""

    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def problem(self, row: Row) -> Problem | None:
        """Remember a row; return what is wrong when an earlier one is of the same person."""
        marks: list[tuple[str, ...]] = [
            (name, value) for name, value in (("username", row.username), ("cnic", row.cnic)) if value
        ]
        if row.phone and not marks:
            marks = [("phone", row.phone, row.folded_name)]
        for mark in marks:
            if mark in self.lines:
                sentence = f"The same stands in line {self.lines[mark]}. Nobody is added twice."
                return Problem(row.line, TITLES[mark[0]], sentence)
        self.lines.update(dict.fromkeys(marks, row.line))
        return None


def chunks(table: Table, *, behind: int = 0) -> Iterator[Chunk]:
    """Yield the rows of a list, a few hundred at a time; those up to the line ``behind`` are only remembered.

    ``BadFile`` may come from the file at any time. No database is asked: ``judge`` does that.
    """
    seen, lines = Seen(), iter(table.lines)
    while taken := list(islice(lines, AT_ONCE)):
        rows, problems = read_rows(table, taken, seen)
        last = taken[-1][0]
        if last > behind:
            left = [problem for problem in problems if problem.line > behind]
            yield Chunk([row for row in rows if row.line > behind], left, last)


def read_rows(table: Table, lines: Iterable[tuple[int, list[str]]], seen: Seen) -> tuple[list[Row], list[Problem]]:
    """Return the rows that are right in themselves and in their file, and what is wrong with the others."""
    rows, problems = [], []
    for line, cells in lines:
        row, wrong = read_row(line, table.header.fields(cells))
        if table.header.overflowing(cells):
            wrong.append(Problem(line, "", "This row has more cells than the first line has columns."))
        if not wrong and (twice := seen.problem(row)):
            wrong = [twice]
        if wrong:
            problems += wrong
        else:
            rows.append(row)
    return rows, problems


def judge(cohort: Cohort, rows: Sequence[Row]) -> tuple[list[Judged], list[Problem]]:
    """Hold rows against the database: five queries, however many they are.

    Whoever makes persons of them judges in the same transaction, under the lock of the cohort.
    """
    by_username = persons_by_username({row.username for row in rows if row.username})
    by_cnic = persons_by_numbers("cnic", {row.cnic for row in rows if row.cnic})
    phones = {row.phone for row in rows if row.phone and not (row.username or row.cnic)}
    by_phone = persons_by_numbers("phone", phones)
    right, problems = [], []
    for row in rows:
        found = match(row, by_username, by_cnic, by_phone)
        wrong = found if isinstance(found, Problem) else misplaced(row, found, cohort)
        if isinstance(wrong, Problem):
            problems.append(wrong)
        else:
            right.append((row, found if isinstance(found, Person) else None))
    here = already_in(cohort, [person.pk for _row, person in right if person])
    return [Judged(row, person, verdict_of(person, here)) for row, person in right], problems


def match(
    row: Row,
    by_username: dict[str, Person | None],
    by_cnic: dict[str, list[Person]],
    by_phone: dict[str, list[Person]],
) -> Person | Problem | None:
    """Return whom a row means: somebody known, nobody yet (None), or what is wrong with it."""
    holder = next(iter(by_cnic.get(row.cnic, ())), None)
    if row.username in by_username:
        person = by_username[row.username]
        if person is None:
            return Problem(row.line, TITLES["username"], "This username is no trainee's. Choose another.")
        if holder is not None and holder.pk != person.pk:
            return Problem(row.line, TITLES["cnic"], "This CNIC is somebody else's than this username.")
        if row.legal_name and person.legal_name and fold(person.legal_name) != row.folded_name:
            return Problem(row.line, TITLES["username"], "Somebody with another legal name has this username.")
        return person
    if holder is not None and row.username:
        sentence = "Somebody with another username has this CNIC. Leave the username empty to add that person."
        return Problem(row.line, TITLES["cnic"], sentence)
    if holder is not None and row.legal_name and holder.legal_name and fold(holder.legal_name) != row.folded_name:
        return Problem(row.line, TITLES["cnic"], "Somebody with another full name has this CNIC. Look at both.")
    if holder is not None or row.username or row.cnic:
        return holder
    return next((each for each in by_phone.get(row.phone, ()) if fold(each.legal_name) == row.folded_name), None)


def misplaced(row: Row, person: Person | None, cohort: Cohort) -> Problem | None:
    """Return why this cohort cannot take a person, or why nobody can be made of this row."""
    if person is None and not row.legal_name:
        sentence = "Nobody has this username. Give the full name too, and an account is made."
        return Problem(row.line, TITLES["username"], sentence)
    if cohort.women_only and (person or row).gender != "f":
        sentence = "This batch is for women only."
        if person is None and not row.gender:
            sentence += " Write female where that is so."
        return Problem(row.line, TITLES["gender"], sentence)
    barred = barred_from(cohort, person)
    return Problem(row.line, "", barred) if barred else None


def barred_from(cohort: Cohort, person: Person | None) -> str:
    """Return what else keeps somebody out of this batch, as enrolling one by one would say it; empty for nothing.

    Somebody new becomes a member of the institute a batch is closed to: the list is the institute's own.
    """
    admission = cohort.programme.rules.admission
    if person is None:
        return refusal(admission, cohort.course_key, [])
    if cohort.members_of_id is None and admission == AdmissionPolicy():
        return ""
    try:
        with transaction.atomic():
            check_place(person, cohort)
    except Refusal as reason:
        return str(reason)
    return ""


def already_in(cohort: Cohort, people: Sequence[int]) -> set[int]:
    """Return who of these is or was in the cohort or on its waiting list: a list never brings back who left."""
    enrolled = Enrolment.objects.filter(cohort=cohort, person__in=people).values_list("person", flat=True)
    listed = Application.objects.filter(cohort=cohort, person__in=people).values_list("person", flat=True)
    return {*enrolled, *listed}


def verdict_of(person: Person | None, here: set[int]) -> Literal["new", "known", "there"]:
    """Name what becomes of a row."""
    if person is None:
        return "new"
    return "there" if person.pk in here else "known"
