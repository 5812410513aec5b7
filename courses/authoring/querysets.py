"""Reads for the public pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from courses.authoring.cards import CourseCard, language_name
from courses.authoring.editions.listing import listing_of
from courses.authoring.models import CataloguePage, CoursePage, Edition, EditionListing, GuidePage, KeyedPage, Track
from courses.authoring.public import open_to_all

__all__ = [
    "course_card",
    "course_cards",
    "guide_url",
    "guides_for",
    "in_every_language",
    "in_language",
    "language_name",
    "newest_listings",
    "tracks",
]
Catalogues = Sequence[CataloguePage]


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


def below(catalogues: Catalogues, model: type[Any], *related: str) -> list[Any]:
    """Published pages of ``model`` in these catalogues, those of the first one first. Two queries."""
    places = reduce(or_, (Q(path__startswith=each.path, depth=each.depth + 1) for each in catalogues))
    pages = model.objects.filter(places).live().select_related("locale", *related).order_by("path")
    return open_to_all(sorted(pages, key=lambda page: not page.path.startswith(catalogues[0].path)))


def in_every_language(catalogue: CataloguePage) -> Catalogues:
    """The catalogue and its published translations."""
    return [catalogue, *catalogue.get_translations().live()]


def course_cards(catalogues: Catalogues, language: str) -> list[CourseCard]:
    """Every published course once, in ``language`` where it is written in it. As many queries for one as for all."""
    pages: dict[UUID, list[CoursePage]] = defaultdict(list)
    for page in below(catalogues, CoursePage, "track"):
        pages[page.key].append(page)
    listings = newest_listings(pages)
    chosen = in_language([page for same in pages.values() for page in same], language)
    return [CourseCard(page, tuple(pages[page.key]), listings.get(page.key)) for page in chosen]


def course_card(page: CoursePage) -> CourseCard:
    """The card of one course as ``page`` stands, which need not be saved."""
    same = CoursePage.objects.live().filter(key=page.key).exclude(pk=page.pk).select_related("locale", "track")
    return CourseCard(page, (page, *same.order_by("path")), newest_listings([page.key]).get(page.key))


def newest_listings(keys: Iterable[UUID]) -> dict[UUID, EditionListing]:
    """What is known of each course's newest edition; a course before its first release is not in it. One query."""
    newer = Edition.objects.filter(course_key=OuterRef("course_key"), number__gt=OuterRef("number"))
    newest = Edition.objects.filter(~Exists(newer), course_key__in=list(keys)).select_related("listing", "manifest")
    return {edition.course_key: listing_of(edition) for edition in newest}


def tracks() -> list[Track]:
    """Every track in the order staff gave them."""
    return sorted(Track.objects.all(), key=lambda track: (track.order, track.name.casefold()))


def guides_for(catalogues: Catalogues, language: str) -> list[GuidePage]:
    """Every published guide once."""
    return in_language(below(catalogues, GuidePage), language)


def guide_url(request: HttpRequest | None, language: str) -> str | None:
    """The address of the public guide in ``language``, or in any; None when there is none."""
    pages = open_to_all(GuidePage.objects.live().select_related("locale").order_by("path"))
    chosen = in_language(pages, language)
    return chosen[0].get_url(request) if chosen else None
