"""Saving one answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from assessments.actions.taking import locked, pass_door
from assessments.editions import open_quiz
from assessments.models import Attempt, AttemptEvent
from assessments.querysets import attempts
from assessments.types import type_of
from lms.foundation.api import Refused


def save_answer(
    *, person: UUID, attempt: UUID, question: UUID, options: Sequence[str], sequence: int, event: UUID, at: datetime
) -> dict[str, Any]:
    """Keep one answer of a person, inside the transaction that keeps its event; reply with what counts now.

    ``sequence`` is the phone's own count: an answer that was overtaken is kept in the ledger and does not count.
    ``Refused`` for what is not hers, not asked, not possible, too late, or behind a closed door.
    """
    row = locked(person, attempt, _with_latest(question))
    if row.state != Attempt.State.OPEN:
        raise Refused("finished", _("This attempt is handed in. Its answers stay as they were."))
    chosen = _checked(row, str(question), options)
    pass_door(row, at)
    AttemptEvent.objects.create(
        uuid=event,
        attempt=row,
        kind=AttemptEvent.Kind.ANSWERED,
        effective_at=at,
        actor=person,
        question_key=question,
        payload={"options": chosen},
        client_sequence=sequence,
    )
    overtaken = row.latest_sequence is not None and row.latest_sequence > sequence  # type: ignore[attr-defined]
    return {"options": row.latest_payload["options"] if overtaken else chosen}  # type: ignore[attr-defined]


def _with_latest(question: UUID) -> Any:
    answers = AttemptEvent.objects.filter(attempt=OuterRef("pk"), question_key=question)
    latest = answers.order_by("-client_sequence", "-pk")
    return attempts().annotate(
        latest_sequence=Subquery(latest.values("client_sequence")[:1]),
        latest_payload=Subquery(latest.values("payload")[:1]),
    )


def _checked(attempt: Attempt, question: str, options: Sequence[str]) -> list[str]:
    """The chosen options in the paper's order, each once; ``Refused`` when the paper does not offer them."""
    asked = next((asked for asked in attempt.paper if asked["question"] == question), None)
    if asked is None:
        raise Refused("not_asked", _("This question is not part of your attempt."))
    if not set(options) <= set(asked["options"]):
        raise Refused("no_such_option", _("This is not one of the answers to choose from."))
    chosen = [option for option in asked["options"] if option in options]
    kind = open_quiz(attempt.edition, attempt.activity_key).question(question).kind
    if len(chosen) > 1 and type_of(kind).choice == "radio":
        raise Refused("one_only", _("Choose one answer only."))
    return chosen
