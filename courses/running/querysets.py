"""Reads of this room."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from courses.running.models import (
    Application,
    Cohort,
    Enrolment,
    NextStep,
    Notice,
    RollEntry,
    SeatKind,
    WatchedLecture,
    WebinarMeeting,
)
from lms.people.models import Person

# What the door, the words and the pages read of an enrolment, for ``select_related``. Each column costs every page.
DOOR_RELATIONS = ("cohort__programme", "cohort__edition")


def enrolments() -> "QuerySet[Enrolment]":
    """Return enrolments with all that a page about one of them reads, in one query."""
    return Enrolment.objects.select_related(*DOOR_RELATIONS)


def enrolments_of(person: Person) -> "QuerySet[Enrolment]":
    """Return a person's enrolments, the latest start first."""
    return enrolments().filter(person=person).order_by("-cohort__starts_on", "pk")


def enrolments_on_home(person: Person, at: datetime) -> "QuerySet[Enrolment]":
    """Return a person's enrolments, and with each whether anything waits beside them, so that few pages ask for it.

    ``has_notices``: unread ones. ``has_applications``: a place on a waiting list, or a seat kept for her.
    """
    places = Application.objects.filter(person=person, state__in=[SeatKind.WAITING, SeatKind.OFFERED])
    waiting = {"has_notices": Exists(unread_notices(person, at)), "has_applications": Exists(places)}
    return enrolments_of(person).annotate(**waiting)


def enrolments_at(activity_key: UUID) -> "QuerySet[Enrolment]":
    """Return enrolments with what each person has left at an activity, in the same query.

    ``activity_state`` is her record's, ``place_seconds`` where she stopped in its lecture; None without either.
    """
    record = FilteredRelation(
        "person__activity_records", condition=Q(person__activity_records__activity_key=activity_key)
    )
    place = FilteredRelation("person__lecture_places", condition=Q(person__lecture_places__activity_key=activity_key))
    hers = {"activity_state": F("record__state"), "place_seconds": F("place__seconds")}
    return enrolments().annotate(record=record, place=place, **hers)


def standing_roll() -> "QuerySet[RollEntry]":
    """Return the roll entries that nobody has corrected."""
    return RollEntry.objects.filter(~Exists(RollEntry.objects.filter(supersedes=OuterRef("pk"))))


def cohorts() -> "QuerySet[Cohort]":
    """Return cohorts with what a staff list shows of them."""
    return Cohort.objects.select_related("programme", "centre__district", "edition", "members_of")


def next_steps() -> "QuerySet[NextStep]":
    """Return the answers to roadmaps that no later answer has replaced."""
    return NextStep.objects.filter(~Exists(NextStep.objects.filter(supersedes=OuterRef("pk"))))


def watched_seconds(person: Person, activity_key: UUID) -> int:
    """Return how many seconds of an activity's lecture a person has watched; one query."""
    found = WatchedLecture.objects.filter(person=person, activity_key=activity_key)
    return found.values_list("seconds", flat=True).first() or 0


def unread_notices(person: Person, at: datetime) -> "QuerySet[Notice]":
    """Return what a person has not read and still matters at ``at``, the latest first."""
    return Notice.objects.filter(person=person, read_at=None, expires_at__gt=at)


def meetings_of(cohort: Cohort) -> "QuerySet[WebinarMeeting]":
    """Return the webinars that a cohort has set, with their sessions."""
    return WebinarMeeting.objects.filter(cohort=cohort).select_related("session", "cohort")
