"""Reads of this room."""

from uuid import UUID

from django.db.models import QuerySet

from assessments.history import Entry, Standing, replay
from assessments.models import Attempt, AttemptEvent
from courses.running.api import DOOR_RELATIONS
from lms.people.models import Person

# What a page or a save about one attempt reads besides the ledger, in one query.
AROUND = ("person", "edition__manifest", "edition__sealed", *(f"enrolment__{path}" for path in DOOR_RELATIONS))


def attempts() -> "QuerySet[Attempt]":
    """Attempts with all that a page about one of them reads."""
    return Attempt.objects.select_related(*AROUND)


def attempt_of(person: Person | None, uuid: UUID) -> Attempt | None:
    """The attempt, when it is this person's; an unknown one and somebody else's look alike."""
    return attempts().filter(person=person, uuid=uuid).first() if person else None


def attempts_of(person: Person, activity_key: UUID) -> list[Attempt]:
    """A person's attempts at one quiz, the first one first."""
    return list(Attempt.objects.filter(person=person, activity_key=activity_key).order_by("number"))


def standing_of(attempt: Attempt) -> tuple[Standing, list[AttemptEvent]]:
    """Where the attempt stands by its ledger, and the ledger itself; one query."""
    events = list(attempt.events.order_by("pk"))
    return replay(entry_of(event) for event in events), events


def entry_of(event: AttemptEvent) -> Entry:
    """A ledger row as the pure rule reads it."""
    return Entry(
        kind=event.kind,
        question=str(event.question_key or ""),
        options=tuple(event.payload.get("options", ())),
        sequence=event.client_sequence,
        at=event.effective_at,
    )
