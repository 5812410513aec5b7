"""The licence of an activity and whom to name for it, where they are not the course's."""

from dataclasses import dataclass
from typing import Any

from courses.authoring import licences
from courses.authoring.compiling.pages import CoursePages
from courses.authoring.models import ActivityPage


@dataclass(frozen=True)
class Credits:
    """``conflict`` is a sentence for the author, empty when the licence may stand in this course."""

    licence: str
    attribution: str
    conflict: str


def credits_of(page: ActivityPage, pages: CoursePages, *, translated: bool) -> Credits:
    """The page's own licence, else its module's; empty where the course's holds. Names come from the nearest, too."""
    module = pages.module_of.get(page.pk)
    licence = _said(page, "licence") or _said(module, "licence")
    attribution = _said(page, "attribution") or _said(module, "attribution")
    reason = licences.conflict(pages.course.licence, licence, attribution=attribution, changed=translated)
    return Credits(licence, attribution, reason)


def _said(page: Any, name: str) -> str:
    return getattr(page, name, "") or ""
