"""A course as its authors see it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courses.authoring.models.base import KeyedPage, LicensedPage, Page
from courses.authoring.models.track import Track
from courses.authoring.panels import ReadingPanel


class CoursePage(LicensedPage):
    """One course in one language; its translations share the key.

    The page in ``source_language`` decides order, requirements and minutes; the others only fill in words.
    """

    source_language = models.CharField(max_length=20, editable=False)
    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    outcomes = models.TextField(
        _("what a trainee will be able to do"), blank=True, help_text=_("One line each, beginning with a verb.")
    )
    needs = models.TextField(
        _("what a trainee must bring"), blank=True, help_text=_("One line each, for example: A phone with 2 GB.")
    )
    track = models.ForeignKey(
        Track, verbose_name=_("track"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    room_hours = models.PositiveSmallIntegerField(_("hours in the room"), default=0)
    online_weeks = models.PositiveSmallIntegerField(_("weeks on line"), default=0)

    portable_fields = ("summary", "outcomes", "needs", "room_hours", "online_weeks", "licence", "attribution")

    parent_page_types = ["hunar_courses.CataloguePage"]
    subpage_types = ["hunar_courses.ModulePage", "hunar_courses.SharedModulePage"]
    content_panels = [
        ReadingPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldPanel("needs"),
        FieldPanel("track"),
        MultiFieldPanel([FieldPanel("room_hours"), FieldPanel("online_weeks")], heading=_("How long it takes")),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("attribution")], heading=_("Licence")),
    ]
    template = "hunar_courses/course.html"
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A course begins in the language of the page that was made first."""
        if not self.source_language:
            self.source_language = (self.locale if self.locale_id else self.get_default_locale()).language_code
        super().save(*args, **kwargs)

    def settle_key(self) -> None:
        """A copy of a course is a new course, which begins in its own language."""
        before = self.key
        super().settle_key()
        if self.key != before and self.derived_from == before:
            self.source_language = self.locale.language_code

    def twin(self, under: Page | None = None) -> KeyedPage | None:
        """Another course page with this key in this language."""
        same = CoursePage.objects.filter(key=self.key, locale_id=self.locale_id)
        return same.exclude(pk=self.pk).first()

    @property
    def outcome_lines(self) -> list[str]:
        """The outcomes, one text each."""
        return lines(self.outcomes)

    @property
    def need_lines(self) -> list[str]:
        """What to bring, one text each."""
        return lines(self.needs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What a visitor decides by: outcomes, time, megabytes, languages, when it begins."""
        from courses.authoring.views.course import course_context

        return super().get_context(request, *args, **kwargs) | course_context(self)


def lines(text: str) -> list[str]:
    """The lines of a field that asks for one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
