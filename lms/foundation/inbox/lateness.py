"""When something happened that arrived late: what a phone says of itself, and what its order of sending shows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from lms.foundation.inbox.registry import Event
from lms.foundation.models import InboxEvent


def believed(happened_at: datetime | None, heard_before: datetime | None, received_at: datetime) -> datetime | None:
    """The earliest moment at which an event can have happened; ``None`` when nothing may be believed.

    A phone's clock is a hint. It cannot be right when an event made earlier (a lower sequence of the same phone) was
    heard at ``heard_before`` in an earlier call: what was there then would have come with it. No moment to come is
    believed either.
    """
    if happened_at is None or happened_at > received_at:
        return None
    return max(happened_at, heard_before) if heard_before else happened_at


def believed_moment(event: Event) -> datetime | None:
    """``believed`` for an event under way; one query."""
    if event.happened_at is None:
        return None
    earlier = InboxEvent.objects.filter(
        person=event.person,
        device=event.device,
        verb=event.verb,
        sequence__lt=event.sequence,
        received_at__lt=event.received_at,
    )
    return believed(event.happened_at, earlier.aggregate(last=Max("received_at"))["last"], event.received_at)


def overtaking(event: Event) -> list[InboxEvent]:
    """What the same phone did later under the same verb, and the server heard before this event."""
    later = {"verb": event.verb, "sequence__gt": event.sequence, "late": ""}
    return list(InboxEvent.objects.filter(person=event.person, device=event.device, **later))


def late_events(person: UUID, about: UUID) -> Sequence[InboxEvent]:
    """What arrived of a person after its door had closed and belongs to ``about``, the newest first, at most 50."""
    found = InboxEvent.objects.filter(person=person, reply__about=str(about)).exclude(late="")
    return list(found.order_by("-received_at")[:50])
