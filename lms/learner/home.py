"""What home says of each course: plain values made from a standing, in the reader's language. No query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from courses.authoring.api import Activity, Manifest, load_manifest
from courses.running.api import (
    Decision,
    DoorWords,
    Standing,
    ask_of,
    door_words,
    end_words,
    hours_words,
    left_words,
    minutes_asked,
    missing_words,
    next_activity,
    outage_words,
    until_words,
)
from courses.running.models import Application, Enrolment


@dataclass(frozen=True)
class Step:
    """The activity to do next, with its place in the course; numbers count from 1, lessons within their module."""

    key: UUID
    title: str
    minutes: int
    quiz: bool
    lecture: bool
    webinar: bool
    started: bool
    module_number: int
    number: int


@dataclass(frozen=True)
class CourseNow:
    """One enrolment as home shows it at ``at``, in ``language``."""

    standing: Standing
    language: str
    at: datetime

    @property
    def enrolment(self) -> Enrolment:
        """The enrolment itself."""
        return self.standing.enrolment

    @property
    def decision(self) -> Decision:
        """The door's answer."""
        return self.standing.decision

    @property
    def title(self) -> str:
        """The course's title; the batch's name while no edition is pinned."""
        manifest = self.standing.manifest
        return manifest.title(self.language) if manifest else self.enrolment.cohort.title(self.language)

    @property
    def until(self) -> SafeString:
        """Open until when, or why not."""
        return until_words(self.decision, self.standing.facts)

    @property
    def left(self) -> SafeString:
        """How many days are left of an open door."""
        return left_words(self.decision, self.standing.facts, self.at)

    @property
    def outages(self) -> SafeString:
        """What outages added to her time, and why; empty when they added nothing."""
        return outage_words(self.decision, self.standing.facts, self.at)

    @property
    def door(self) -> DoorWords:
        """The four parts of a closed door."""
        return door_words(self.decision, self.standing.facts)

    @cached_property
    def ask(self) -> SafeString:
        """Whom to ask about a closed door, empty where the centre names nobody."""
        return ask_of(self.enrolment)

    @property
    def missing(self) -> list[SafeString]:
        """What the course still asks for, a sentence each."""
        return [missing_words(item, self.standing.manifest) for item in self.standing.result.missing]

    @property
    def planned_hours(self) -> int:
        """Hours in class that the programme plans."""
        return self.enrolment.cohort.programme.rules.planned_minutes // 60

    @property
    def hours(self) -> int:
        """Full hours in class."""
        return self.standing.minutes // 60

    @property
    def hours_exact(self) -> float:
        """Hours in class, for drawing; never more than planned."""
        return min(round(self.standing.minutes / 60, 2), self.planned_hours)

    @property
    def hours_left(self) -> SafeString | None:
        """What is left of the planned time, in words; None when nothing is."""
        left = self.planned_hours * 60 - self.standing.minutes
        return hours_words(left) if left > 0 else None

    @property
    def hours_asked(self) -> SafeString:
        """What the course asks for, in words; empty when it asks for no time in class."""
        asked = minutes_asked(self.enrolment.cohort.programme.rules)
        return hours_words(asked) if asked else SafeString("")

    @property
    def hours_enough(self) -> bool:
        """Whether she has what the course asks for."""
        return self.standing.minutes >= minutes_asked(self.enrolment.cohort.programme.rules)

    @cached_property
    def step(self) -> Step | None:
        """What to do next behind an open door; None when all is done or the door is shut."""
        manifest = self.standing.manifest
        activity = next_activity(self.standing) if self.decision.open else None
        return step_of(manifest, activity, self) if manifest and activity else None


@dataclass(frozen=True)
class SeatNow:
    """A seat kept for her, or her place on a waiting list, in ``language``."""

    application: Application
    language: str

    @property
    def title(self) -> str:
        """The course's title; the batch's name while no edition is pinned."""
        cohort = self.application.cohort
        return load_manifest(cohort.edition).title(self.language) if cohort.edition else cohort.title(self.language)

    @property
    def until(self) -> SafeString | None:
        """Until when the seat is kept; None while she waits."""
        ends = self.application.offered_until
        return end_words(ends, ZoneInfo(self.application.cohort.time_zone)) if ends else None


def step_of(manifest: Manifest, activity: Activity, course: CourseNow) -> Step:
    """Place an activity in its course."""
    modules = list(manifest.modules)
    module = next(item for item in modules if activity in item.activities)
    like = [item.key for item in module.activities if item.kind == activity.kind]
    return Step(
        key=activity.key,
        title=activity.title(course.language),
        minutes=activity.minutes,
        quiz=activity.kind == "quiz",
        lecture=bool(activity.lectures),
        webinar=activity.kind == "webinar",
        started=str(activity.key) in course.standing.records,
        module_number=modules.index(module) + 1,
        number=like.index(activity.key) + 1,
    )


def order(courses: Iterable[CourseNow]) -> list[CourseNow]:
    """The course that needs her first: something to do, then finished ones, then doors not open yet, then shut ones."""
    return sorted(courses, key=rank)


def rank(course: CourseNow) -> int:
    """How soon a course wants attention; 0 is now."""
    if course.decision.open:
        return 0 if course.step else 1
    return 2 if course.decision.reason in {"not_started", "minutes_short", "cohort_planned"} else 3
