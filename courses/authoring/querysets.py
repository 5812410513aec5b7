"""Reads for the public pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_info

from courses.authoring.compiling.context import CompileContext
from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.editions.shelf import Shelf
from courses.authoring.editions.weight import Weight, weigh
from courses.authoring.models import CataloguePage, CoursePage, GuidePage, KeyedPage
from courses.authoring.models.edition import Edition

weights: Shelf[Weight] = Shelf(256)


@dataclass(frozen=True)
class CourseCard:
    """What a visitor learns about a course before she opens it."""

    page: CoursePage
    languages: tuple[str, ...]
    weight: Weight | None

    @property
    def direction(self) -> str:
        """The direction of the page's own words."""
        return CompileContext(self.page.locale.language_code).direction

    @property
    def language_names(self) -> list[tuple[str, str]]:
        """``(code, name in that language)`` of every language the course is written in."""
        return [(code, language_name(code)) for code in self.languages]


def language_name(code: str) -> str:
    """How a language calls itself; its code when Django does not know it."""
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name


def in_language(pages: Iterable[Any], language: str) -> list[Any]:
    """One page of each key: in ``language``, else in the source language or whichever comes first; order kept."""
    chosen: dict[Any, KeyedPage] = {}
    for page in pages:
        known = chosen.get(page.key)
        if known is None or _rank(page, language) < _rank(known, language):
            chosen[page.key] = page
    return list(chosen.values())


def _rank(page: Any, language: str) -> tuple[bool, bool]:
    code = page.locale.language_code
    return code != language, code != getattr(page, "source_language", code)


def below(catalogue: CataloguePage, model: type[Any]) -> list[Any]:
    """Published pages of ``model`` in this catalogue and its translations, this one's first."""
    pages: list[Any] = []
    for root in [catalogue, *catalogue.get_translations().live()]:
        pages += model.objects.child_of(root).live().public().select_related("locale").order_by("path")
    return pages


def catalogue_cards(catalogue: CataloguePage, language: str) -> list[CourseCard]:
    """Every published course once, in ``language`` where it is written in it."""
    return [course_card(page) for page in in_language(below(catalogue, CoursePage), language)]


def guides_for(catalogue: CataloguePage, language: str) -> list[GuidePage]:
    """Every published guide once."""
    return in_language(below(catalogue, GuidePage), language)


def course_card(page: CoursePage) -> CourseCard:
    """The card of one course; languages and weight are those of its newest edition."""
    edition = latest_edition(page.key)
    if edition is None:
        return CourseCard(page, (page.locale.language_code,), None)
    manifest = load_manifest(edition)
    return CourseCard(page, manifest.languages, edition_weight(edition, page.locale.language_code))


def edition_weight(edition: Edition, language: str) -> Weight:
    """What the whole course costs in ``language``; counted once in a process."""
    return weights.get(f"{edition.hash} {language}", lambda: weigh(load_manifest(edition), language))


def guide_url(request: HttpRequest | None, language: str) -> str | None:
    """The address of the public guide in ``language``, or in any; None when there is none."""
    pages = GuidePage.objects.live().public().select_related("locale").order_by("path")
    chosen = in_language(pages, language)
    return chosen[0].get_url(request) if chosen else None
