"""Reads of this room."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from certificates.models import Award, AwardStatus
from certificates.status import Entry, Status, status_of
from lms.people.models import Person


def in_force() -> QuerySet[Award]:
    """Return the awards that are not revoked."""
    return Award.objects.exclude(state=Award.State.REVOKED)


def awards_of(person: Person) -> QuerySet[Award]:
    """Return the awards a person holds, the latest first; revoked ones too, for she must read that they are."""
    return Award.objects.filter(person=person)


def awards_in(programmes: Iterable[UUID] | None) -> QuerySet[Award]:
    """Return the awards of programmes, the latest first; of every programme when None is given."""
    return Award.objects.all() if programmes is None else Award.objects.filter(programme_uuid__in=list(programmes))


def award_of_code(code: str) -> Award | None:
    """Return the award of a code in its plain form, or None."""
    return Award.objects.filter(code=code).first()


def entries_of(award: Award) -> list[AwardStatus]:
    """Return the ledger of an award in the order in which it was written."""
    return list(award.entries.select_related("supersedes"))


def status_now(award: Award) -> Status:
    """Return the status of an award, read from its ledger; one query."""
    return status_of(
        Entry(
            key=row.uuid,
            kind=row.kind,
            effective_at=row.effective_at,
            reason_code=row.reason_code,
            supersedes=row.supersedes.uuid if row.supersedes else None,
        )
        for row in entries_of(award)
    )
