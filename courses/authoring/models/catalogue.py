"""The public list of courses."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.authoring.models.base import Page


class CataloguePage(Page):
    """Root of the public pages: courses and the guide, in the reader's language where there is one."""

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("Two sentences for a first visitor."))

    subpage_types = ["hunar_courses.CoursePage", "hunar_courses.GuidePage", "hunar_courses.ModuleLibraryPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "hunar_courses/catalogue.html"

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page here, or in another language's catalogue: an untranslated course keeps its address."""
        try:
            return super().route(request, path_components)
        except Http404:
            for other in self.get_translations().live():
                if other.get_children().live().filter(slug=path_components[0]).exists():
                    return Page.route(other, request, path_components)
            raise

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The courses that were asked for, what may be asked for, and the guides."""
        from courses.authoring.views.catalogue import catalogue_context

        return super().get_context(request, *args, **kwargs) | catalogue_context(self, request)
