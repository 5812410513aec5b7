"""A public page that explains Hunar itself, read and heard before anybody signs in."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.authoring.blocks import guide_blocks
from courses.authoring.fields import BlocksField
from courses.authoring.models.base import KeyedPage, Page
from lms.foundation.models import StoredFile
from media_pipeline.api import NotReady, edition_files


class GuidePage(KeyedPage):
    """A few screens and their spoken words. Its recording is public for as long as the page is."""

    screens = BlocksField(guide_blocks(), verbose_name=_("screens"), blank=True)
    recording = models.ForeignKey(
        "hunar_media.Recording",
        verbose_name=_("spoken words"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    parent_page_types = ["hunar_courses.CataloguePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("recording"), FieldPanel("screens")]
    template = "hunar_courses/guide.html"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def twin(self, under: Page | None = None) -> KeyedPage | None:
        """Another guide with this key in this language."""
        return GuidePage.objects.filter(key=self.key, locale_id=self.locale_id).exclude(pk=self.pk).first()

    def spoken_files(self) -> list[StoredFile]:
        """Every file that hearing the guide may fetch; none while the recording is not ready."""
        try:
            return edition_files(self.recording) if self.recording else []
        except NotReady:
            return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The screens and what hearing them costs."""
        from courses.authoring.previews import guide_context

        return super().get_context(request, *args, **kwargs) | guide_context(self, request)
