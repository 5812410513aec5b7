"""Which pages anybody may see."""

from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import PageViewRestriction

from courses.authoring.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)


def open_to_all(pages: Iterable[AnyPage]) -> list[AnyPage]:
    """Those of ``pages`` that stand in no branch which Wagtail keeps for some visitors. One query.

    Wagtail's ``public()`` writes a clause for each restriction of the site. Each module has one, and SQLite refuses
    a thousand of them; here only those at the pages and above them are asked for.
    """
    found = list(pages)
    above = {
        page.pk: [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)] for page in found
    }
    paths = {path for line in above.values() for path in line}
    closed = set(PageViewRestriction.objects.filter(page__path__in=paths).values_list("page__path", flat=True))
    return [page for page in found if closed.isdisjoint(above[page.pk])]
