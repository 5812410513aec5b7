"""Organisations, centres and districts."""

from typing import Any

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
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
    panels = [
        MultiFieldPanel([FieldPanel(name) for name in ("name", "name_ur", "organisation", "district")], "Place"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("contact_name", "contact_phone", "women_contact_name", "women_contact_phone")
            ],
            "Whom trainees ask",
            help_text="Shown to trainees whose course is closed to them. Only staff who agreed to be called.",
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("capacity", "women_places", "backup_power")], "Room"),
        FieldPanel("women_hours"),
        InlinePanel("hours_for_women", label="hours for women alone", heading="Hours for women alone"),
        InlinePanel("closed_days", label="closed day", heading="Closed days"),
    ]
    list_display = ["name", "organisation", "district", "contact_name", BooleanColumn("backup_power")]
    search_fields = ["name", "name_ur"]


class DistrictViewSet(PlaceViewSet):
    """Districts while their borders were so."""

    model = District
    name = "hunar_people_districts"
    url_prefix = "people/districts"
    icon = "globe"
    form_fields = [
        "code",
        "name_en",
        "name_ur",
        "province",
        "division",
        "merged",
        "valid_from",
        "valid_to",
        "predecessor",
    ]
    list_display = ["name_en", "province", "valid_from", "valid_to"]
    search_fields = ["name_en", "name_ur", "code"]
