"""Activity kinds: a room that brings a kind of activity registers the view that shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from courses.authoring.api import Activity, Manifest, Module
from courses.authoring.models import Edition
from courses.running.access.facts import Decision
from courses.running.models import Enrolment
from lms.people.models import Person


@dataclass(frozen=True)
class ActivityContext:
    """All that a kind's view needs; it is called only when the door is open. ``language`` is the reader's.

    ``done`` is whether she has finished the activity, ``place`` the second at which she stopped in its lecture.
    """

    enrolment: Enrolment
    edition: Edition
    manifest: Manifest
    module: Module
    activity: Activity
    language: str
    decision: Decision
    person: Person
    done: bool
    place: float | None


ActivityView = Callable[[HttpRequest, ActivityContext], HttpResponse]
_views: dict[str, ActivityView] = {}


def register_activity_kind(kind: str, view: ActivityView) -> None:
    """Register the view of a kind of activity; the door has been asked before it is called."""
    _views[kind] = view


def view_of(kind: str) -> ActivityView | None:
    """Return the view of a kind, None when no installed room shows it."""
    return _views.get(kind)
