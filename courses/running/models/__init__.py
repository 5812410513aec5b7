"""Nouns of this room."""

from courses.running.models.access import AccessEntry, AccessProjection
from courses.running.models.classes import ClassSession, RollEntry
from courses.running.models.cohorts import Cohort
from courses.running.models.enrolments import Enrolment
from courses.running.models.imports import TraineeImport
from courses.running.models.moves import EditionMove
from courses.running.models.next_steps import NextStep
from courses.running.models.outages import OUTAGE_KINDS, Outage
from courses.running.models.programmes import Programme, ProgrammeCourse
from courses.running.models.progress import ActivityRecord, LecturePlace
from courses.running.models.seats import Application, SeatEntry, SeatKind

__all__ = [
    "OUTAGE_KINDS",
    "AccessEntry",
    "AccessProjection",
    "ActivityRecord",
    "Application",
    "ClassSession",
    "Cohort",
    "EditionMove",
    "Enrolment",
    "LecturePlace",
    "NextStep",
    "Outage",
    "Programme",
    "ProgrammeCourse",
    "RollEntry",
    "SeatEntry",
    "SeatKind",
    "TraineeImport",
]
