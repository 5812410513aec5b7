"""Where a page stands: its course, and the keyed pages below it."""

from collections.abc import Callable, Iterator
from uuid import UUID

from courses.authoring.models.base import KeyedPage, Page, UnservedPage


def unserved_models() -> list[type[UnservedPage]]:
    """Every concrete page type that only authors see: modules and all kinds of activities, plugins' too."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if issubclass(model, UnservedPage)]


def course_of(page: Page) -> "KeyedPage | None":
    """The course page that ``page`` is or stands under; None outside any course."""
    from courses.authoring.models.course import CoursePage

    return _on_the_way_up(page, CoursePage)


def home_of(page: Page) -> "KeyedPage | None":
    """The course or the library of modules that ``page`` is or stands under: where its authors have their roles."""
    from courses.authoring.models.library import ModuleLibraryPage

    return course_of(page) or _on_the_way_up(page, ModuleLibraryPage)


def is_translation(page: Page) -> bool:
    """Whether ``page`` is written in another language than its course; in a library any page may be."""
    course = home_of(page)
    return course is not None and getattr(course, "source_language", "") != page.locale.language_code


def _on_the_way_up(page: Page, model: type[KeyedPage]) -> KeyedPage | None:
    steps = range(page.steplen, len(page.path or "") + 1, page.steplen)
    found: KeyedPage | None = model.objects.filter(path__in=[page.path[:end] for end in steps]).first()
    return found


def keyed_pages_under(course: Page, *, key: UUID) -> Iterator[KeyedPage]:
    """Modules and activities of one course page (one language) with this key."""
    for model in unserved_models():
        yield from model.objects.descendant_of(course).filter(key=key)


def activity_link(page: Page) -> Callable[[int], str | None]:
    """The way from ``page`` to another activity of its course or library, as a fragment writes it."""
    from courses.authoring.models.activity import ActivityPage

    course = home_of(page)

    def link(number: int) -> str | None:
        inside = Page.objects.descendant_of(course).filter(pk=number).first() if course else None
        found = inside.specific if inside else None
        return f"../{found.key}/" if isinstance(found, ActivityPage) else None

    return link
