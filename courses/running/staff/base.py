"""What all staff screens of this room share."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.running.actions.refusals import note_refused
from courses.running.models import Cohort, Enrolment
from courses.running.permissions import may
from courses.running.querysets import cohorts, enrolments
from lms.people.api import person_of
from lms.people.models import Person


class StaffPage(WagtailAdminTemplateMixin):
    """A screen with Wagtail's furniture, for a person with a role; ``trail`` are the steps above it."""

    header_icon = "group"
    person: Person
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find out who asks: an account without a person may nothing here."""
        super().setup(request, *args, **kwargs)
        person = person_of(request)
        if person is None:
            raise PermissionDenied
        self.person = person

    def trail(self) -> list[tuple[str, str]]:
        """Return the steps above this screen as ``(address, label)``."""
        return [(reverse("hunar_running_staff:cohorts"), "Batches")]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return Wagtail's trail of links; the last step is this screen."""
        steps = [(reverse("wagtailadmin_home"), "Home"), *self.trail(), ("", self.get_page_title())]
        return [{"url": url, "label": label} for url, label in steps]

    def cohort(self, verb: str = "see") -> Cohort:
        """Return the batch named in the address; 404 when she may not do ``verb`` to it or it is not there.

        Refused the names in a batch for women, an account stands in the audit log.
        """
        found = get_object_or_404(cohorts(), uuid=self.key("cohort"))
        if not may(self.person, verb, found):
            note_refused(found, self.person)
            raise Http404
        return found

    def enrolment(self, cohort: Cohort) -> Enrolment:
        """Return the enrolment named in the address, in this batch."""
        rows = enrolments().select_related("person__user").filter(cohort=cohort)
        return get_object_or_404(rows, uuid=self.key("enrolment"))

    def key(self, name: str) -> UUID:
        """Return a key from the address."""
        return self.kwargs[name]  # type: ignore[attr-defined,no-any-return]


class StaffTemplate(StaffPage, TemplateView):
    """A screen to look at; what stands in its address is not handed to the template by itself."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.get_context_data())


class StaffForm(StaffPage, FormView[Any]):
    """A screen with one form."""

    template_name = "hunar_running/staff/form.html"
    submit_label = "Save"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Decide whether she may before anything is shown."""
        self.allowed()
        return super().dispatch(request, *args, **kwargs)

    def allowed(self) -> None:
        """Raise 404 when she may not use this form."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what Wagtail's form template asks for."""
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "submit_button_label": self.submit_label,
            "submit_button_active_label": "Saving…",
        }
