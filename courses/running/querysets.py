"""Reads of this room."""

from django.db.models import Exists, OuterRef, QuerySet

from courses.running.models import Cohort, Enrolment, RollEntry
from lms.people.models import Person


def enrolments() -> "QuerySet[Enrolment]":
    """Return enrolments with all that a page about one of them reads, in one query."""
    return Enrolment.objects.select_related(
        "projection", "cohort__programme", "cohort__centre", "cohort__edition__manifest"
    )


def enrolments_of(person: Person) -> "QuerySet[Enrolment]":
    """Return a person's enrolments in open cohorts and planned ones, the latest start first."""
    return enrolments().filter(person=person).order_by("-cohort__starts_on", "pk")


def standing_roll() -> "QuerySet[RollEntry]":
    """Return the roll entries that nobody has corrected."""
    return RollEntry.objects.filter(~Exists(RollEntry.objects.filter(supersedes=OuterRef("pk"))))


def cohorts() -> "QuerySet[Cohort]":
    """Return cohorts with what a staff list shows of them."""
    return Cohort.objects.select_related("programme", "centre", "edition")
