"""Any activity: find it in her edition, ask the door, hand it to the view of its kind."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from courses.authoring.api import load_manifest
from courses.running.access.door import door
from courses.running.kinds import ActivityContext, view_of
from courses.running.models import ActivityRecord
from courses.running.querysets import enrolments_at
from courses.running.views.closed import closed_page
from courses.running.views.own import own_enrolment, personal_page


@personal_page
def activity(request: HttpRequest, enrolment: UUID, key: UUID) -> HttpResponse:
    """Show an activity by the view of its kind, or the closed door."""
    found = own_enrolment(request, enrolment, enrolments_at(key))
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
        done=getattr(found, "activity_state", None) == ActivityRecord.State.DONE,
        place=getattr(found, "place_seconds", None),
    )
    return view(request, context)
