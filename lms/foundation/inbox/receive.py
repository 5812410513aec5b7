"""Hearing events: in order, once each, all or nothing for each."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from lms.foundation.inbox.envelope import MOST_EVENTS, MOST_PAYLOAD_BYTES, Envelope, size_of
from lms.foundation.inbox.registry import Event, Handler, Late, Refused, heard
from lms.foundation.models import InboxEvent

logger = logging.getLogger("hunar.inbox")


@dataclass(frozen=True)
class Verdict:
    """What became of one event: ``stored``, ``duplicate`` (with the first reply), ``late`` or ``refused``.

    ``late`` is kept for staff and counts for nothing yet; ``refused`` is not kept. Both have a reason and a message.
    """

    uuid: str
    status: str
    reply: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    message: str = ""
    saved_at: datetime | None = None


class TooMany(Exception):
    """More events at once than the envelope allows."""


def receive(events: Sequence[dict[str, Any]], *, person: UUID, device: str) -> list[Verdict]:
    """Hear ``events`` of one device in the order of their sequence; one verdict each, in the order they came.

    Each event has a transaction of its own: a refusal keeps nothing, and takes nothing from the others.
    A refused event was not kept: sent again it is judged anew. ``TooMany`` above 200 events.
    """
    if len(events) > MOST_EVENTS:
        raise TooMany
    order = sorted(range(len(events)), key=lambda index: _sequence(events[index]))
    now = timezone.now()
    verdicts = {index: _hear(events[index], person, device[:64], now) for index in order}
    return [verdicts[index] for index in range(len(events))]


def _sequence(event: dict[str, Any]) -> int:
    found = event.get("sequence") if isinstance(event, dict) else None
    return found if isinstance(found, int) else 0


def _hear(raw: dict[str, Any], person: UUID, device: str, now: datetime) -> Verdict:
    identifier = str(raw.get("uuid", ""))[:64] if isinstance(raw, dict) else ""
    try:
        envelope = Envelope.model_validate(raw)
        known = heard(envelope.verb)
        if known is None:
            return Verdict(identifier, "refused", reason="unknown_verb", message=_("This cannot be saved here."))
        size = size_of(envelope.payload)
        if size is None:
            return _malformed(identifier)
        if size > MOST_PAYLOAD_BYTES:
            return Verdict(identifier, "refused", reason="too_large", message=_("This is too long to be saved."))
        schema, handler = known
        payload = schema.model_validate(envelope.payload)
    except ValidationError:
        return _malformed(identifier)
    try:
        return _keep(_row(envelope, person, device, now), payload, handler)
    except Refused as refusal:
        return Verdict(identifier, "refused", reason=refusal.code, message=refusal.message)
    except Exception:
        logger.exception("The verb %s failed.", envelope.verb)
        message = _("The fault is ours, nothing is lost. Try again in a few minutes.")
        return Verdict(identifier, "refused", reason="fault", message=message)


def _row(envelope: Envelope, person: UUID, device: str, now: datetime) -> InboxEvent:
    return InboxEvent(
        uuid=envelope.uuid,
        person=person,
        device=device,
        sequence=envelope.sequence,
        verb=envelope.verb,
        payload=envelope.payload,
        happened_at=_aware(envelope.at),
        received_at=now,
    )


def _keep(row: InboxEvent, payload: BaseModel, handler: Handler) -> Verdict:
    """Handler and row in one transaction: of many threads the unique id keeps one, the others' work is rolled back.

    The handler may refuse a replay of what it accepted before; the first reply still stands.
    """
    event = Event(row.uuid, row.verb, row.person, row.device, row.sequence, row.happened_at, row.received_at)
    try:
        with transaction.atomic():
            row.reply = handler(event, payload)
            row.save(force_insert=True)
    except (Refused, IntegrityError) as problem:
        first = InboxEvent.objects.filter(uuid=row.uuid).first()
        if first is not None:
            return _seen_before(row, first)
        if isinstance(problem, Late):
            return _keep_late(row, problem)
        raise
    return Verdict(str(row.uuid), "stored", reply=row.reply, saved_at=row.received_at)


def _keep_late(row: InboxEvent, late: Late) -> Verdict:
    """Keep what came too late, for staff to look at; of two at once the first stays."""
    row.late, row.reply = late.code[:64], {"about": str(late.about)}
    InboxEvent.objects.bulk_create([row], ignore_conflicts=True)
    return Verdict(str(row.uuid), "late", reason=late.code, message=late.message, saved_at=row.received_at)


def _malformed(identifier: str) -> Verdict:
    return Verdict(identifier, "refused", reason="malformed", message=_("This cannot be saved here."))


def _seen_before(row: InboxEvent, first: InboxEvent) -> Verdict:
    if (first.person, first.verb) != (row.person, row.verb):
        return _malformed(str(row.uuid))
    if first.late:
        message = _("It arrived after the door had closed. It is kept, and your centre is told.")
        return Verdict(str(row.uuid), "late", reason=first.late, message=message, saved_at=first.received_at)
    return Verdict(str(row.uuid), "duplicate", reply=first.reply, saved_at=first.received_at)


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment)
