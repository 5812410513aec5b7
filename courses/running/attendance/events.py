"""The verb of the inbox by which a trainer's phone marks a roll."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from courses.running.actions.roll import expected, take_roll
from courses.running.errors import Refusal
from courses.running.models import ClassSession
from courses.running.permissions import may
from lms.foundation.api import Event, Refused, overtaking, verb
from lms.people.models import Person


class RollPayload(BaseModel):
    """Minutes in class by person, of one class session."""

    model_config = ConfigDict(extra="forbid")

    session: UUID
    marks: dict[UUID, int] = Field(min_length=1, max_length=250)


@verb("roll.mark", RollPayload)
def hear_roll(event: Event, payload: RollPayload) -> dict[str, Any]:
    """Write marks on the roll of a class; the reply counts the new entries and names who is not in this class.

    Of two trainers the one whom the server hears later stands, and both entries stay in the ledger. A phone's own marks
    never undo its later ones, in whatever order they arrive.
    """
    trainer = Person.objects.select_related("user").filter(uuid=event.person).first()
    session = ClassSession.objects.filter(uuid=payload.session).first()
    if session is None or not may(trainer, "take_roll", session):
        raise Refused("unknown", _("This class is not known here."))
    if session.starts_at > event.received_at:
        raise Refused("not_begun", _("This class has not begun yet. Take the roll when it has."))
    if any(not 0 <= minutes <= session.planned_minutes for minutes in payload.marks.values()):
        raise Refused("minutes", _("Minutes go from 0 to %(planned)s here.") % {"planned": session.planned_minutes})
    later = {
        key for row in overtaking(event) if row.payload["session"] == str(session.uuid) for key in row.payload["marks"]
    }
    people = expected(session, by=trainer)
    marks = {key: minutes for key, minutes in payload.marks.items() if key in people and str(key) not in later}
    try:
        written = take_roll(session, marks, by=trainer) if marks else 0
    except Refusal as reason:
        raise Refused("roll", str(reason)) from reason
    return {"written": written, "strangers": [str(key) for key in payload.marks if key not in people]}
