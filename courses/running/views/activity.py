"""Any activity: find it in her edition, ask the door, hand it to the view of its kind."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from courses.authoring.api import load_manifest
from courses.running.access.door import door
from courses.running.kinds import ActivityContext, view_of
from courses.running.models import ActivityRecord, Enrolment, LecturePlace
from courses.running.views.closed import closed_page
from courses.running.views.own import own_enrolment, personal_page


@personal_page
def activity(request: HttpRequest, enrolment: UUID, key: UUID) -> HttpResponse:
    """Show an activity by the view of its kind, or the closed door."""

    def with_place(rows: "QuerySet[Enrolment]") -> "QuerySet[Enrolment]":
        places = LecturePlace.objects.filter(person=OuterRef("person"), activity_key=key)
        return rows.annotate(place_seconds=Subquery(places.values("seconds")))

    found = own_enrolment(request, enrolment, with_place)
    edition = found.cohort.edition
    decision = door(found, key)
    if decision.reason == "not_in_course":
        raise Http404
    if not decision.open or edition is None:
        return closed_page(request, found, decision)
    manifest = load_manifest(edition)
    found_activity, module = manifest.activity(key), manifest.module_of(key)
    view = view_of(found_activity.kind) if found_activity else None
    if found_activity is None or module is None or view is None:
        raise Http404
    context = ActivityContext(
        enrolment=found,
        edition=edition,
        manifest=manifest,
        module=module,
        activity=found_activity,
        language=manifest.language_for(get_language() or "en"),
        decision=decision,
        person=found.person,
        record=ActivityRecord.objects.filter(person=found.person, activity_key=key).first(),
    )
    return view(request, context)
