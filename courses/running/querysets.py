"""Reads of this room."""

from django.db.models import Exists, OuterRef, QuerySet

from courses.running.models import Cohort, Enrolment, NextStep, RollEntry
from lms.people.models import Person

# What the door, the words and the pages read of an enrolment, for ``select_related``.
DOOR_RELATIONS = ("projection", "cohort__programme", "cohort__centre", "cohort__edition__manifest")


def enrolments() -> "QuerySet[Enrolment]":
    """Return enrolments with all that a page about one of them reads, in one query."""
    return Enrolment.objects.select_related(*DOOR_RELATIONS)


def enrolments_of(person: Person) -> "QuerySet[Enrolment]":
    """Return a person's enrolments, the latest start first."""
    return enrolments().filter(person=person).order_by("-cohort__starts_on", "pk")


def standing_roll() -> "QuerySet[RollEntry]":
    """Return the roll entries that nobody has corrected."""
    return RollEntry.objects.filter(~Exists(RollEntry.objects.filter(supersedes=OuterRef("pk"))))


def cohorts() -> "QuerySet[Cohort]":
    """Return cohorts with what a staff list shows of them."""
    return Cohort.objects.select_related("programme", "centre", "edition")


def next_steps() -> "QuerySet[NextStep]":
    """Return the answers to roadmaps that no later answer has replaced."""
    return NextStep.objects.filter(~Exists(NextStep.objects.filter(supersedes=OuterRef("pk"))))
