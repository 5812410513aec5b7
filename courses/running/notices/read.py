"""The notices that a first page shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses.running.notices.kinds import words_of
from courses.running.querysets import unread_notices
from lms.people.models import Person

MOST = 3


@dataclass(frozen=True)
class NoticeShown:
    """One unread notice in the reader's language."""

    uuid: UUID
    words: str


def notices_for(person: Person, at: datetime) -> list[NoticeShown]:
    """Return the latest few unread notices of a person; one query."""
    found = unread_notices(person, at)[:MOST]
    return [NoticeShown(notice.uuid, words_of(notice.kind, notice.params)) for notice in found]
