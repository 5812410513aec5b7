"""One enrolment's story in order: seat, roll, lessons, window and editions, each with who and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from courses.authoring.api import Manifest
from courses.running.models import AccessEntry, ActivityRecord, Enrolment, RollEntry, SeatEntry
from courses.running.models.access import REASONS
from courses.running.standing import Standing
from lms.people.models import Person


@dataclass(frozen=True)
class Line:
    """Something that happened; ``entry`` is the line of the window's ledger that staff may take back."""

    at: datetime
    what: str
    reason: str = ""
    actor: UUID | None = None
    by: str = ""
    standing: bool = True
    entry: AccessEntry | None = None


def story(standing: Standing) -> list[Line]:
    """Return everything on record about an enrolment, latest first; what was taken back or corrected is marked."""
    enrolment = standing.enrolment
    lines = [
        *seat_lines(enrolment),
        *window_lines(enrolment),
        *roll_lines(enrolment),
        *lesson_lines(standing.records.values(), standing.manifest),
        *edition_lines(enrolment),
    ]
    if enrolment.completed_at:
        lines.append(Line(enrolment.completed_at, "Completed the course", by="The system"))
    return named(sorted(lines, key=lambda line: line.at, reverse=True))


def named(lines: list[Line]) -> list[Line]:
    """Return the lines with the names of who did it; one query."""
    actors = {line.actor for line in lines if line.actor}
    names: Mapping[UUID, str] = dict(Person.objects.filter(uuid__in=actors).values_list("uuid", "display_name"))
    told = [line.by or (names.get(line.actor, "The system") if line.actor else "The system") for line in lines]
    return [
        Line(line.at, line.what, line.reason, line.actor, by, line.standing, line.entry)
        for line, by in zip(lines, told, strict=True)
    ]


def seat_lines(enrolment: Enrolment) -> Iterator[Line]:
    """Yield how she came by her seat, and how she left it."""
    entries = SeatEntry.objects.filter(person=enrolment.person_id, cohort=enrolment.cohort_id)
    found = list(entries)
    if not any(entry.kind == "enrolled" for entry in found):
        yield Line(enrolment.enrolled_at, "Enrolled")
    for entry in found:
        yield Line(entry.recorded_at, entry.get_kind_display(), actor=entry.actor)


def window_lines(enrolment: Enrolment) -> Iterator[Line]:
    """Yield what happened to her window."""
    entries = list(enrolment.access_entries.select_related("outage"))
    superseded = {entry.supersedes_id for entry in entries}
    reasons = dict(REASONS)
    for entry in entries:
        yield Line(
            at=entry.recorded_at,
            what=window_words(entry),
            reason=reasons.get(entry.reason_code, ""),
            actor=entry.actor,
            standing=entry.pk not in superseded,
            entry=entry,
        )


def window_words(entry: AccessEntry) -> str:
    """Return what an entry says, for staff."""
    words = entry.get_kind_display()
    if entry.days:
        words += f": {entry.days}"
    if entry.at and entry.until:
        words += f": {moment(entry.at)} to {moment(entry.until)}"
    return words


def roll_lines(enrolment: Enrolment) -> Iterator[Line]:
    """Yield her minutes in the classes of this batch, corrections too."""
    entries = list(
        RollEntry.objects.filter(person=enrolment.person_id, session__cohorts=enrolment.cohort_id).select_related(
            "session"
        )
    )
    superseded = {entry.supersedes_id for entry in entries}
    for entry in entries:
        what = f"{entry.minutes} minutes in {entry.session.title}"
        yield Line(
            entry.recorded_at, what, entry.get_source_display(), entry.actor, standing=entry.pk not in superseded
        )


def lesson_lines(records: Iterable[ActivityRecord], manifest: Manifest | None) -> Iterator[Line]:
    """Yield what she finished of her edition."""
    for record in records:
        activity = manifest.activity(record.activity_key) if manifest else None
        if activity is not None and record.done_at is not None:
            yield Line(record.done_at, f"Finished “{activity.source_title}”", by="The trainee")


def edition_lines(enrolment: Enrolment) -> Iterator[Line]:
    """Yield the editions her batch was moved to since she joined."""
    moves = enrolment.cohort.moves.select_related("before", "after", "moved_by").filter(
        moved_at__gte=enrolment.enrolled_at
    )
    for move in moves:
        what = f"The batch went from edition {move.before.number} to {move.after.number}"
        yield Line(move.moved_at, what, move.get_kind_display(), move.moved_by.uuid if move.moved_by else None)


def moment(at: datetime) -> str:
    """Return a moment as staff read it."""
    return date_format(timezone.localtime(at), "j F Y, H:i")
