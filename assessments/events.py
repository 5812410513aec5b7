"""What the inbox hears for this room. Form posts and the page's script meet here."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from assessments.actions.answer import save_answer
from assessments.actions.finish import finish_attempt
from assessments.body import MOST_OPTIONS, OptionId
from assessments.querysets import attempts
from courses.running.api import door
from lms.foundation.api import Event, Late, Refused, believed_moment, verb


class AnswerPayload(BaseModel):
    """One answer: the options chosen, none to take an answer back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    attempt: UUID = Field(strict=False)
    question: UUID = Field(strict=False)
    options: list[OptionId] = Field(max_length=MOST_OPTIONS)


class FinishPayload(BaseModel):
    """Which attempt is handed in."""

    model_config = ConfigDict(extra="forbid", strict=True)

    attempt: UUID = Field(strict=False)


@verb("quiz.answer", AnswerPayload)
def answer(event: Event, payload: AnswerPayload) -> dict[str, Any]:
    """Keep one answer; one given while the door was open that arrives behind a closed one is ``Late``."""
    try:
        return save_answer(
            person=event.person,
            attempt=payload.attempt,
            question=payload.question,
            options=payload.options,
            sequence=event.sequence,
            event=event.uuid,
            at=event.received_at,
        )
    except Refused as refusal:
        enrolment = open_then(event, payload.attempt) if refusal.code == "closed" else None
        if enrolment is None:
            raise
        words = f"{refusal.message} {_('It is kept, and your centre is told.')}"
        raise Late(refusal.code, words, about=enrolment) from refusal


def open_then(event: Event, attempt: UUID) -> UUID | None:
    """The enrolment of an attempt whose door was open when the event happened, as far as that can be believed."""
    moment = believed_moment(event)
    row = attempts().filter(uuid=attempt, person__uuid=event.person).first() if moment else None
    if row is None or not door(row.enrolment, row.activity_key, moment).open:
        return None
    return row.enrolment.uuid


@verb("quiz.finish", FinishPayload)
def finish(event: Event, payload: FinishPayload) -> dict[str, Any]:
    """Hand in and mark."""
    return finish_attempt(person=event.person, attempt=payload.attempt, at=event.received_at)
