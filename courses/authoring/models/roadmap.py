"""What comes after a course: a few ways to go on, one of which a trainee chooses."""

from collections import Counter
from typing import Any

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from courses.authoring.blocks.base import FEATURES
from courses.authoring.blocks.ways import way_blocks
from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.words import word
from courses.authoring.fields import BlocksField
from courses.authoring.models.activity import ActivityPage


class RoadmapPage(ActivityPage):
    """The ways on from a course, for its last module. What she chooses is kept by the room that knows her."""

    kind = "roadmap"
    portable_fields = (*ActivityPage.portable_fields, "introduction", "ways")
    compiled_from_row = True

    required = models.BooleanField(_("required"), default=False, help_text=_("Needed to pass the course."))
    introduction = RichTextField(_("introduction"), blank=True, features=FEATURES)
    ways = BlocksField(way_blocks(), verbose_name=_("ways"), blank=True)

    content_panels = [*ActivityPage.content_panels, FieldPanel("introduction"), FieldPanel("ways")]

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")

    def compile_fragment(self, context: CompileContext) -> str:
        """The introduction, then each way under its name."""
        blocks = [{"type": "paragraph", "value": self.introduction}] if self.introduction else []
        for way in self._shown():
            heading = {"type": "heading", "value": word(way["way"], context.language)}
            blocks += [heading, {"type": "paragraph", "value": way["text"]}]
        return body_fragment(blocks, context)

    def compile_extra(self, context: CompileContext) -> dict[str, Any]:
        """The codes of the ways she may choose from."""
        return {"ways": [way["way"] for way in self._shown()]}

    def release_problems(self) -> list[str]:
        """Ways are told apart by their codes, so each stands once."""
        counted = Counter(way["way"] for way in self._shown())
        if not counted:
            return [_t("It shows no way to go on.")]
        twice = [word(way, "en") for way, times in counted.items() if times > 1]
        return [_t("A way stands in it twice: %s.") % ", ".join(twice)] if twice else []

    def _shown(self) -> list[dict[str, Any]]:
        return [block["value"] for block in self.ways.get_prep_value()]
