"""The outline of a course as its authors see it: what stands where, and what trainees do not have yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.authoring.actions.submit_drafts import to_be_submitted
from courses.authoring.editions.manifest import Manifest
from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.models import (
    ActivityPage,
    CoursePage,
    Edition,
    LessonPage,
    ModulePage,
    Page,
    SharedModulePage,
    UnservedPage,
)
from courses.authoring.reviewing import sent_back


@dataclass(frozen=True)
class Row:
    """One page of the outline; ``state`` and ``lecture`` are sentences of a few words."""

    page: UnservedPage
    state: str
    lecture: str = ""


@dataclass(frozen=True)
class ModuleRows:
    """One module with its activities and the ways to add another; a ``shared`` one is written in the library."""

    row: Row
    activities: list[Row]
    additions: list[tuple[str, str]]
    shared: bool = False


def outline(course: CoursePage) -> list[ModuleRows]:
    """Every module and activity of one course page, drafts too, in order."""
    below = with_shared(course)
    prefetch_related_objects([page for page in below if isinstance(page, LessonPage)], "recording")
    edition = latest_edition(course.key)
    manifest = load_manifest(edition) if edition else None
    return [
        ModuleRows(
            Row(module, module_state(module)),
            [
                Row(page, activity_state(page, edition, manifest), lecture_state(page))
                for page in below
                if isinstance(page, ActivityPage) and page.path.startswith(module.path)
            ],
            additions(module) if module.is_child_of(course) else [],
            shared=not module.is_child_of(course),
        )
        for module in below
        if isinstance(module, ModulePage)
    ]


def with_shared(course: CoursePage) -> list[Page]:
    """Every page below a course, and in the place of each shared module the module itself and what stands in it."""
    found: list[Page] = []
    for page in course.get_descendants().order_by("path").specific().prefetch_workflow_states():
        module = page.module if isinstance(page, SharedModulePage) else None
        if module is None:
            found.append(page)
        else:
            found += [module, *module.get_children().order_by("path").specific().prefetch_workflow_states()]
    return found


def module_state(page: UnservedPage) -> str:
    """Whether a page is published, whether a draft waits behind it, and how far its review is."""
    state = page.current_workflow_state
    if state is not None:
        return sent_back(page) or _("Waits for review")
    if not page.live:
        return _("Draft")
    return _("Published, with a newer draft") if page.has_unpublished_changes else _("Published")


def activity_state(page: ActivityPage, edition: Edition | None, manifest: Manifest | None) -> str:
    """The state of an activity and, when it is published, whether the newest edition has it as it is now."""
    state = module_state(page)
    if not page.live or edition is None or manifest is None:
        return state
    released = manifest.activity(page.key) is not None
    if released and (page.last_published_at is None or page.last_published_at <= edition.released_at):
        return state
    return _("%(state)s; not in edition %(number)s yet") % {"state": state, "number": edition.number}


def lecture_state(page: ActivityPage) -> str:
    """Whether there is a lecture and how far it is."""
    recording = page.lecture_recording
    return recording.get_state_display() if recording else ""


def drafts(modules: Iterable[ModuleRows]) -> int:
    """How many pages of an outline are written and neither published nor before a reviewer."""
    rows = [row for module in modules if not module.shared for row in (module.row, *module.activities)]
    return sum(to_be_submitted(row.page) for row in rows)


def additions(module: ModulePage) -> list[tuple[str, str]]:
    """``(label, address)`` for each kind of activity that may be added, other rooms' kinds too."""
    return [addition(model, module) for model in ModulePage.creatable_subpage_models()]


def addition(model: type[Any], parent: Page) -> tuple[str, str]:
    """The way to add one page of ``model`` below ``parent``."""
    options = model._meta  # noqa: SLF001  (Django's documented name)
    label = _("Add %s") % options.verbose_name
    return label, reverse("wagtailadmin_pages:add", args=[options.app_label, options.model_name, parent.pk])
