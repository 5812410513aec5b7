"""A module's place in a course may wait for other modules."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.authoring.models.base import Page, UnservedPage


class WaitingPage(UnservedPage):
    """A page that stands for a module in a course; ``requires`` holds the keys of the modules to finish before."""

    requires = models.JSONField(_("opens after"), default=list, blank=True)

    class Meta:
        abstract = True


class WaitingForm(WagtailAdminPageForm):
    """Offers the other modules of the same course page as boxes to tick; nothing where there is no other."""

    requires = forms.MultipleChoiceField(
        label=_("opens after"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Trainees finish what is required in these modules first. None: it opens with the course."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the course for its modules."""
        super().__init__(*args, **kwargs)
        course = self.parent_page or self.instance.get_parent()
        choices = other_modules(course.specific, self.instance) if course else []
        if "requires" in self.fields:
            self.fields["requires"].choices = choices
            if not choices:
                del self.fields["requires"]


def other_modules(course: Page, besides: Page) -> list[tuple[str, str]]:
    """``(key, title)`` of the modules of a course page in their order, shared ones by the module they stand for."""
    from courses.authoring.models.course import CoursePage

    if not isinstance(course, CoursePage):
        return []
    below = course.get_children().exclude(pk=besides.pk).order_by("path").specific()
    return [(str(stood_for(page).key), page.title) for page in below if isinstance(page, WaitingPage)]


def stood_for(page: WaitingPage) -> UnservedPage:
    """The module itself, for a page that only points at one of the library."""
    return getattr(page, "module", None) or page
