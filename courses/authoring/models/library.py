"""Modules that several courses teach: written once in a library, pointed at from each course."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.authoring.models.base import UnservedPage
from courses.authoring.models.module import ModulePage
from courses.authoring.models.ordering import WaitingForm, WaitingPage
from courses.authoring.panels import ReadingPanel


class ModuleLibraryPage(UnservedPage):
    """Holds modules that no single course owns. Roles are given at it by its key, as at a course."""

    parent_page_types = ["hunar_courses.CataloguePage"]
    subpage_types = ["hunar_courses.ModulePage"]
    max_count_per_parent = 1
    admin_default_ordering = "ord"
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("library of modules")
        verbose_name_plural = _("libraries of modules")


class SharedModuleForm(WaitingForm):
    """Offers every module of the library in the course's language: a library is there to be seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Narrow the choice to published modules of libraries."""
        super().__init__(*args, **kwargs)
        if "module" in self.fields:
            self.fields["module"].queryset = library_modules(self.instance.locale_id or self.parent_page.locale_id)


class SharedModulePage(WaitingPage):
    """One module of the library in this course: lessons added there later come along at the next release.

    It compiles to the module's own keys and fragments, so what is finished in one course counts in the other.
    """

    module = models.ForeignKey(
        ModulePage, verbose_name=_("module"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    portable_fields = ()
    parent_page_types = ["hunar_courses.CoursePage"]
    subpage_types: list[str] = []
    content_panels = [ReadingPanel(), FieldPanel("module", widget=forms.Select), FieldPanel("requires")]
    base_form_class = SharedModuleForm
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("shared module")
        verbose_name_plural = _("shared modules")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """It is called what the module is called."""
        if self.module:
            self.title = self.module.title
        super().full_clean(*args, **kwargs)

    def in_language(self, locale_id: int) -> ModulePage | None:
        """The module as it is published in a language; None when it is not."""
        if self.module is None:
            return None
        return library_modules(locale_id).filter(key=self.module.key).first()


def library_modules(locale_id: int) -> "models.QuerySet[ModulePage]":
    """Published modules of every library in one language, by title."""
    found = ModulePage.objects.none()
    for library in ModuleLibraryPage.objects.live().filter(locale_id=locale_id):
        found = found | ModulePage.objects.child_of(library)
    return found.live().order_by("title")
