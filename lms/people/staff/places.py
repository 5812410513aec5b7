"""Organisations, centres and districts."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet

from lms.people.models import Centre, District, Organisation


class PlaceViewSet(ModelViewSet):  # type: ignore[misc]
    """What the three share."""

    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None

    def get_permissions_to_register(self) -> Any:
        """None: rights on places come from roles."""
        return super().get_permissions_to_register().none()


class OrganisationViewSet(PlaceViewSet):
    """Who runs centres."""

    model = Organisation
    name = "hunar_people_organisations"
    url_prefix = "people/organisations"
    icon = "home"
    form_fields = ["name"]
    search_fields = ["name"]


class CentreViewSet(PlaceViewSet):
    """Where classes meet."""

    model = Centre
    name = "hunar_people_centres"
    url_prefix = "people/centres"
    icon = "site"
    form_fields = ["organisation", "district", "name", "name_ur", "women_hours"]
    list_display = ["name", "organisation", "district"]
    search_fields = ["name", "name_ur"]


class DistrictViewSet(PlaceViewSet):
    """Districts while their borders were so."""

    model = District
    name = "hunar_people_districts"
    url_prefix = "people/districts"
    icon = "globe"
    form_fields = ["code", "name_en", "name_ur", "province", "valid_from", "valid_to", "predecessor"]
    list_display = ["name_en", "province", "valid_from", "valid_to"]
    search_fields = ["name_en", "name_ur", "code"]
