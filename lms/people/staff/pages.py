"""What our own staff screens share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from lms.people.models import Person
from lms.people.permissions import may
from lms.people.requests import person_of


def acting(request: HttpRequest) -> Person | None:
    """The person who acts. A superuser without a person acts as the system; Wagtail's log names her account."""
    person = person_of(request)
    if person is None and not getattr(request.user, "is_superuser", False):
        raise PermissionDenied
    return person


class StaffForm(WagtailAdminTemplateMixin, FormView[Any]):  # type: ignore[misc]
    """One form with Wagtail's furniture, for whoever may see people."""

    template_name = "hunar_people/staff/form.html"
    header_icon = "user"
    submit_label = "Save"
    above = ("hunar_people_persons:index", "People")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Decide before anything is shown."""
        self.person = acting(request)
        if self.person is not None and not may(self.person, "see_people"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the list above, this screen."""
        address, label = self.above
        steps = [(reverse("wagtailadmin_home"), "Home"), (reverse(address), label), ("", self.get_page_title())]
        return [{"url": url, "label": text} for url, text in steps]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What Wagtail's form template asks for."""
        context = super().get_context_data(**kwargs)
        return context | {"media": context["form"].media, "submit_button_label": self.submit_label}
