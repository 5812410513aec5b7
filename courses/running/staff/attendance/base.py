"""What the screens of a centre's attendance share."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from courses.running.permissions import may
from courses.running.staff.base import StaffTemplate
from courses.running.staff.lists import visible_cohorts
from courses.running.womens_batches import people_closed_to
from lms.people.api import CENTRE_MANAGER, SITE, is_superuser, roles_of
from lms.people.models import Centre, Person


def visible_centres(person: Person) -> "QuerySet[Centre]":
    """Return the centres a person manages, or has a batch to do with at, by name."""
    roles = roles_of(person)
    if is_superuser(person) or (CENTRE_MANAGER, SITE) in roles.held:
        return Centre.objects.all()
    managed = Q(uuid__in=roles.scopes(CENTRE_MANAGER, "centre"))
    managed |= Q(organisation__uuid__in=roles.scopes(CENTRE_MANAGER, "organisation"))
    taught = Q(pk__in=visible_cohorts(person).order_by().values("centre"))
    return Centre.objects.filter(managed | taught)


class CentreScreen(StaffTemplate):
    """A screen of one centre; 404 for whoever may not do ``verb`` there."""

    header_icon = "calendar-check"
    verb = "import_punches"
    centre: Centre

    def named(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Leave out the rows of people in batches for women that she may not look into."""
        return rows.exclude(person__in=people_closed_to(self.person).values("pk"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the centre."""
        super().setup(request, *args, **kwargs)
        self.centre = get_object_or_404(Centre, uuid=kwargs["centre"])
        if not may(self.person, self.verb, self.centre):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the centre."""
        return [
            (reverse("hunar_running_staff:attendance"), "Attendance"),
            (reverse("hunar_running_staff:centre", args=[self.centre.uuid]), self.centre.name),
        ]
