"""Moving a batch to the newest edition: first what it changes, then the button; and the way back."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from courses.authoring.api import difference, load_manifest
from courses.authoring.models import Edition
from courses.running.actions.moving import movable, move_cohort, undo_move
from courses.running.errors import Refusal
from courses.running.models import ActivityRecord, Cohort, Enrolment
from courses.running.moving import Effect, effect
from courses.running.staff.base import StaffTemplate


@dataclass(frozen=True)
class Affected:
    """One trainee and what the move means for her."""

    enrolment: Enrolment
    effect: Effect


def affected(cohort: Cohort, edition: Edition) -> list[Affected]:
    """Trainees for whom the move changes more than words, by display name; two queries."""
    if cohort.edition is None:
        return []
    old, new = load_manifest(cohort.edition), load_manifest(edition)
    rows = cohort.enrolments.filter(state=Enrolment.State.ACTIVE).select_related("person")
    enrolments = list(rows.order_by("person__display_name", "pk"))
    done: dict[int, set[str]] = defaultdict(set)
    records = ActivityRecord.objects.filter(
        person__in=[each.person_id for each in enrolments], state=ActivityRecord.State.DONE
    )
    for person, key in records.values_list("person_id", "activity_key"):
        done[person].add(str(key))
    found = [Affected(each, effect(old, new, done[each.person_id])) for each in enrolments]
    return [each for each in found if each.effect.any]


class MovePage(StaffTemplate):
    """What the newest edition changes for this batch, in words and for each trainee; POST moves it."""

    page_title = "Move to another edition"
    template_name = "hunar_running/staff/move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect the difference and the trainees it touches."""
        found = self.cohort("move")
        edition = movable(found)
        if edition is None or found.edition is None:
            raise Http404
        changes = difference(load_manifest(found.edition), load_manifest(edition))
        touched = affected(found, edition)
        return super().get_context_data(
            cohort=found, edition=edition, changes=changes, affected=touched, people=len(touched), **kwargs
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Move it to the edition whose difference was shown."""
        found = self.cohort("move")
        edition = get_object_or_404(Edition, course_key=found.course_key, uuid=_uuid(request.POST.get("edition", "")))
        try:
            move_cohort(found, edition, by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{found.name} reads edition {edition.number} now. It can be taken back below.")
        return redirect("hunar_running_staff:cohort", found.uuid)


class UndoMove(StaffTemplate):
    """The button that takes a move back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it back and say so."""
        found = self.cohort("move")
        move = get_object_or_404(found.moves, uuid=kwargs["move"])
        try:
            back = undo_move(move, by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{found.name} reads edition {back.after.number} again.")
        return redirect("hunar_running_staff:cohort", found.uuid)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
