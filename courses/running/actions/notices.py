"""Telling people something in the product, many at once, and the mark that it was read.

A notice follows from what somebody did elsewhere, which is logged there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.utils import timezone

from courses.running.models import Notice
from courses.running.notices.kinds import NoticeKind, Param, Params, impersonal, notice_kind
from lms.people.models import Person

# Rows of one INSERT: as many as SQLite takes.
AT_ONCE = 100


@dataclass(frozen=True)
class Told:
    """What one person is told: ``person`` by primary key, ``about`` what, until when it matters."""

    person: int
    about: str
    params: Params = field(default_factory=dict)
    until: datetime | None = None


def notify(
    people: Person | Iterable[Person | int], kind: str, *, about: str, until: datetime | None = None, **params: Param
) -> int:
    """Tell one person or many the same; return how many were told or had been told of ``about`` before.

    ``people`` are persons or their primary keys. ``params`` are numbers, days (``2026-12-13``), moments and keys.
    Raise ``KeyError`` for a kind nobody registered and ``ValueError`` for a parameter that holds words.
    """
    everybody = [people] if isinstance(people, Person) else people
    keys = (one.pk if isinstance(one, Person) else one for one in everybody)
    return notify_each(kind, (Told(key, about, params, until) for key in keys))


def notify_each(kind: str, told: Iterable[Told]) -> int:
    """Tell each person something of her own, a hundred people a statement; whoever was told before is left out."""
    known, now, count = notice_kind(kind), timezone.now(), 0
    waiting = iter(told)
    while chunk := list(islice(waiting, AT_ONCE)):
        Notice.objects.bulk_create(list(rows(known, chunk, now)), ignore_conflicts=True)
        count += len(chunk)
    return count


def rows(kind: NoticeKind, told: Iterable[Told], now: datetime) -> Iterator[Notice]:
    """Yield the rows of one statement."""
    for each in told:
        yield Notice(
            person_id=each.person,
            kind=kind.key,
            about=each.about,
            params=impersonal(each.params),
            made_at=now,
            expires_at=each.until or now + kind.lasts,
        )


def take_back(*about: str) -> None:
    """Take back every notice about things that were themselves taken back; some hundreds at most."""
    Notice.objects.filter(about__in=about).delete()


def mark_read(person: Person, notice: UUID) -> bool:
    """Write that a person has read a notice of hers; False when she has no such notice. Twice is as good as once."""
    hers = Notice.objects.filter(person=person, uuid=notice)
    return bool(hers.filter(read_at=None).update(read_at=timezone.now())) or hers.exists()
