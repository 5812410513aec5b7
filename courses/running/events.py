"""Verbs of the inbox that this room hears. A script and a form come through the same handlers; each asks the door."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from courses.authoring.api import Activity, load_manifest
from courses.running.access.door import door, facts_for_words
from courses.running.access.words import decision_words
from courses.running.actions.next_steps import choose_next_step
from courses.running.actions.progress import move_place, record_activity
from courses.running.actions.roll import on_roll, take_roll
from courses.running.models import ClassSession, Enrolment
from courses.running.permissions import may
from courses.running.querysets import enrolments
from lms.foundation.api import Event, Late, Refused, believed_moment, overtaking, verb
from lms.people.models import Person


class ActivityPayload(BaseModel):
    """Which activity, under which of her enrolments."""

    model_config = ConfigDict(extra="forbid")

    enrolment: UUID
    activity: UUID


class PlacePayload(ActivityPayload):
    """Where she stopped in a lecture, in seconds, and how she was playing it."""

    seconds: float = Field(ge=0, le=24 * 3600)
    rung: Literal["slides", "audio", "video", "standard"]


class WayPayload(ActivityPayload):
    """Which way of a roadmap she means to go."""

    way: str = Field(max_length=32)


class RollPayload(BaseModel):
    """Minutes in class by person, of one class session."""

    model_config = ConfigDict(extra="forbid")

    session: UUID
    marks: dict[UUID, int] = Field(min_length=1, max_length=250)


def behind_the_door(event: Event, payload: ActivityPayload) -> tuple[Enrolment, Activity]:
    """Return her own enrolment and the activity in it when its door is open; refuse with a sentence otherwise.

    What happened, as far as can be believed, while the door was still open is ``Late``.
    """
    found = enrolments().select_related("person").filter(person__uuid=event.person, uuid=payload.enrolment).first()
    if found is None:
        raise Refused("unknown", _("This is not one of your courses."))
    decision = door(found, payload.activity, event.received_at)
    edition = found.cohort.edition
    activity = load_manifest(edition).activity(payload.activity) if edition and decision.open else None
    if decision.open and activity is not None:
        return found, activity
    if decision.reason in {"open", "not_in_course"}:
        raise Refused("unknown", _("This is not one of your courses."))
    words = decision_words(decision, facts_for_words(found))
    moment = believed_moment(event)
    if moment is not None and door(found, payload.activity, moment).open:
        raise Late(decision.reason, f"{words} {_('It is kept, and your centre is told.')}", about=found.uuid)
    raise Refused(decision.reason, words)


@verb("lecture.place", PlacePayload)
def hear_place(event: Event, payload: PlacePayload) -> dict[str, Any]:
    """Keep the place in a lecture; the reply says which place stands now, in seconds."""
    enrolment, activity = behind_the_door(event, payload)
    if not activity.lectures:
        raise Refused("unknown", _("This lesson has no lecture."))
    place = move_place(
        enrolment.person,
        payload.activity,
        seconds=payload.seconds,
        rung=payload.rung,
        device=event.device,
        sequence=event.sequence,
        at=event.received_at,
    )
    return {"seconds": place.seconds}


@verb("lesson.finish", ActivityPayload)
def hear_finish(event: Event, payload: ActivityPayload) -> dict[str, Any]:
    """Record a lesson as done; other kinds are finished by their own rooms."""
    enrolment, activity = behind_the_door(event, payload)
    edition = enrolment.cohort.edition
    if activity.kind != "lesson" or edition is None:
        raise Refused("unknown", _("This is not a lesson."))
    record_activity(enrolment.person, payload.activity, edition, done=True, at=event.received_at)
    return {"done": True}


@verb("roadmap.choose", WayPayload)
def hear_way(event: Event, payload: WayPayload) -> dict[str, Any]:
    """Keep the way she chose; the reply says it back."""
    enrolment, activity = behind_the_door(event, payload)
    edition = enrolment.cohort.edition
    if payload.way not in activity.extra.get("ways", ()) or edition is None:
        raise Refused("unknown", _("This is not one of the ways shown here."))
    choose_next_step(enrolment, edition, payload.activity, payload.way, at=event.received_at)
    return {"way": payload.way}


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
    people = on_roll(session, by=trainer)
    marks = {key: minutes for key, minutes in payload.marks.items() if key in people and str(key) not in later}
    written = take_roll(session, marks, by=trainer) if marks else 0
    return {"written": written, "strangers": [str(key) for key in payload.marks if key not in people]}
