"""Webinars of a batch: when and where each meets, and who was there."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from courses.authoring.api import Activity, load_manifest
from courses.running.actions.webinars import set_meeting
from courses.running.errors import Refusal
from courses.running.models import ActivityRecord, Cohort, Enrolment, WebinarMeeting
from courses.running.permissions import may
from courses.running.querysets import meetings_of
from courses.running.staff.base import StaffForm
from courses.running.staff.forms import WebinarForm
from courses.running.staff.trainees import cohort_step


@dataclass(frozen=True)
class WebinarLine:
    """One webinar of a batch; ``done`` counts trainees for whom it counts, live or by its recording."""

    activity: Activity
    meeting: WebinarMeeting | None
    done: int


def webinars_of(cohort: Cohort) -> list[WebinarLine]:
    """Return the webinars of a batch's edition, in the order of the course; two queries, none where there is none."""
    activities = load_manifest(cohort.edition).activities if cohort.edition else ()
    found = [activity for activity in activities if activity.kind == "webinar"]
    if not found:
        return []
    meetings = {row.activity_key: row for row in meetings_of(cohort)}
    done = done_in(cohort, found)
    return [WebinarLine(each, meetings.get(each.key), done.get(each.key, 0)) for each in found]


def done_in(cohort: Cohort, activities: list[Activity]) -> dict[Any, int]:
    """Return for how many active trainees of a batch each of these is done."""
    people = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("person")
    records = ActivityRecord.objects.filter(activity_key__in=[each.key for each in activities], person__in=people)
    counted = records.values_list("activity_key").annotate(count=Count("pk", filter=Q(state="done")))
    return dict(counted)


class WebinarSet(StaffForm):
    """Time, link, number to call and code of one webinar."""

    form_class = WebinarForm
    header_icon = "calendar-alt"
    submit_label = "Save"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read and show times where the batch meets, whatever the staff member's own zone is."""
        self.batch = self.cohort("create_session")
        with timezone.override(ZoneInfo(self.batch.time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def allowed(self) -> None:
        """Let in who may add a class; 404 for what is no webinar of this batch."""
        edition = self.batch.edition
        found = load_manifest(edition).activity(self.key("key")) if edition else None
        if found is None or found.kind != "webinar" or not may(self.person, "create_session", self.batch):
            raise Http404
        self.activity = found
        self.row = meetings_of(self.batch).filter(activity_key=found.key).first()

    def get_page_title(self) -> str:
        """Return the webinar's title."""
        return self.activity.title("en")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.batch)]

    def get_initial(self) -> dict[str, Any]:
        """Return what is set already."""
        if self.row is None:
            return {"minutes": self.activity.minutes}
        session = self.row.session
        told = {"starts_at": session.starts_at, "minutes": session.planned_minutes}
        return told | {name: getattr(self.row, name) for name in ("link", "dial_in", "code")}

    def form_valid(self, form: WebinarForm) -> HttpResponse:
        """Save it and go back to the batch."""
        try:
            set_meeting(self.batch, self.activity, by=self.person, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.activity.title('en')} is set. Trainees see it on its page.")
        return redirect("hunar_running_staff:cohort", self.batch.uuid)
