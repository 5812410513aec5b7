"""Verbs of the inbox that this room hears. A script and a form come through the same handlers; each asks the door."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from courses.authoring.api import Activity, load_manifest
from courses.running.access.door import door, facts_for_words
from courses.running.access.facts import Decision
from courses.running.access.words import decision_words
from courses.running.actions.next_steps import choose_next_step
from courses.running.actions.progress import move_place, record_activity
from courses.running.actions.watching import finish_when_watched, watch
from courses.running.models import Enrolment, WatchedLecture
from courses.running.querysets import enrolments
from courses.running.watching.asked import percent_of, seconds_left
from courses.running.watching.stretches import Stretch
from courses.running.watching.words import watch_more_words
from lms.foundation.api import Event, Late, Refused, believed_moment, verb

Second = Annotated[int, Field(ge=0, le=24 * 3600)]


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


class WatchedPayload(ActivityPayload):
    """The stretches of a lecture that she played, each as its first second and the first one after it."""

    stretches: list[tuple[Second, Second]] = Field(min_length=1, max_length=200)


def behind_the_door(event: Event, payload: ActivityPayload) -> tuple[Enrolment, Activity]:
    """Return her own enrolment and the activity in it when its door is open; refuse with a sentence otherwise.

    What happened, as far as can be believed, while the door was still open is ``Late``.
    """
    return entered(event, payload)[:2]


def entered(event: Event, payload: ActivityPayload) -> tuple[Enrolment, Activity, Decision]:
    """The same, with what the door answered."""
    found = enrolments().select_related("person").filter(person__uuid=event.person, uuid=payload.enrolment).first()
    if found is None:
        raise Refused("unknown", _("This is not one of your courses."))
    decision = door(found, payload.activity, event.received_at)
    edition = found.cohort.edition
    activity = load_manifest(edition).activity(payload.activity) if edition and decision.open else None
    if decision.open and activity is not None:
        return found, activity, decision
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


@verb("lecture.watched", WatchedPayload)
def hear_watched(event: Event, payload: WatchedPayload) -> dict[str, Any]:
    """Add what she played; the reply says how many seconds count, how many are asked for still, and if it is done."""
    enrolment, activity, decision = entered(event, payload)
    edition = enrolment.cohort.edition
    if not activity.lectures or edition is None:
        raise Refused("unknown", _("This lesson has no lecture."))
    watched = watched_by(event, enrolment, activity, decision, payload.stretches)
    policy = enrolment.cohort.programme.rules
    done = finish_when_watched(enrolment.person, activity, edition, policy, watched)
    return {"seconds": watched.seconds, "left": seconds_left(policy, activity, watched.seconds), "done": done}


def watched_by(
    event: Event, enrolment: Enrolment, activity: Activity, decision: Decision, stretches: Iterable[Stretch]
) -> WatchedLecture:
    """Write what an event tells of; without stretches, count what waits as far as the clock has gone on."""
    began = min(filter(None, (decision.opens_at, enrolment.enrolled_at)))
    return watch(enrolment.person, activity, stretches, device=event.device, began=began, at=event.received_at)


def stand_by_what_was_watched(event: Event, enrolment: Enrolment, activity: Activity, decision: Decision) -> None:
    """Refuse to finish a lesson whose programme asks for more of its lecture, and say how much."""
    policy = enrolment.cohort.programme.rules
    if percent_of(policy, activity) is None:
        return
    watched = watched_by(event, enrolment, activity, decision, ())
    if left := seconds_left(policy, activity, watched.seconds):
        raise Refused("watch_more", watch_more_words(left))


@verb("lesson.finish", ActivityPayload)
def hear_finish(event: Event, payload: ActivityPayload) -> dict[str, Any]:
    """Record a lesson as done; other kinds are finished by their own rooms."""
    enrolment, activity, decision = entered(event, payload)
    edition = enrolment.cohort.edition
    if activity.kind != "lesson" or edition is None:
        raise Refused("unknown", _("This is not a lesson."))
    stand_by_what_was_watched(event, enrolment, activity, decision)
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
