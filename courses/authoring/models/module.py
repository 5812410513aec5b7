"""A part of a course: a few activities that belong together."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import get_page_models

from courses.authoring.models.activity import ActivityPage
from courses.authoring.models.base import LicensedPage, Page
from courses.authoring.models.ordering import WaitingForm, WaitingPage
from courses.authoring.panels import ReadingPanel


class ModulePage(WaitingPage, LicensedPage):
    """A module holds activities of any kind; its title is all that trainees see of it."""

    portable_fields = ("licence", "attribution")
    parent_page_types = ["hunar_courses.CoursePage", "hunar_courses.ModuleLibraryPage"]
    content_panels = [
        ReadingPanel(),
        *Page.content_panels,
        FieldPanel("requires"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("attribution")], heading=_("Licence")),
    ]
    admin_default_ordering = "ord"
    base_form_class = WaitingForm
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """Every concrete kind of activity, installed by whichever room: the page tree is the plugin mechanism."""
        return [model for model in get_page_models() if issubclass(model, ActivityPage)]
