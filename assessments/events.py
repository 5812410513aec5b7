"""What the inbox hears for this room. Form posts and the page's script meet here."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from assessments.actions.answer import save_answer
from assessments.actions.finish import finish_attempt
from assessments.body import MOST_OPTIONS, OptionId
from lms.foundation.api import Event, verb


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
    """Keep one answer."""
    return save_answer(
        person=event.person,
        attempt=payload.attempt,
        question=payload.question,
        options=payload.options,
        sequence=event.sequence,
        event=event.uuid,
        at=event.received_at,
    )


@verb("quiz.finish", FinishPayload)
def finish(event: Event, payload: FinishPayload) -> dict[str, Any]:
    """Hand in and mark."""
    return finish_attempt(person=event.person, attempt=payload.attempt, at=event.received_at)
