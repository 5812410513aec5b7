"""What other rooms ask of an edition."""

import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from courses.authoring.editions.manifest import Manifest, read_manifest
from courses.authoring.editions.shelf import Shelf
from courses.authoring.models import CoursePage, Edition, EditionFile, ModuleLibraryPage
from lms.foundation.api import read_stored
from lms.foundation.models import StoredFile

manifests: Shelf[Manifest] = Shelf(64)
sealed_parts: Shelf[dict[str, Any]] = Shelf(16)
fragments: Shelf[SafeString] = Shelf(1000)


class NotInEdition(LookupError):
    """The edition holds no such activity."""


def load_manifest(edition: Edition) -> Manifest:
    """The edition's manifest. Read once in a process, then without a query; never change what is returned."""
    return manifests.get(edition.hash, lambda: read_manifest(read_stored(edition.manifest), edition.hash))


def sealed_part(edition: Edition, activity_key: UUID) -> dict[str, Any]:
    """What ``compile_sealed`` gave for this activity; empty when nothing is sealed. Never send it to a phone."""
    parts = sealed_parts.get(edition.hash, lambda: json.loads(read_stored(edition.sealed))["activities"])
    part: dict[str, Any] = parts.get(str(activity_key), {})
    return part


def fragment(edition: Edition, activity_key: UUID, language: str) -> SafeString:
    """An activity's words as HTML, in ``language`` or the source language. ``NotInEdition`` when it is not there."""
    activity = load_manifest(edition).activity(activity_key)
    if activity is None:
        message = f"{edition} holds no activity {activity_key}."
        raise NotInEdition(message)
    digest = activity.fragment(language).sha256
    return fragments.get(digest, lambda: _read_fragment(digest))


def _read_fragment(digest: str) -> SafeString:
    # Safe: the compiler wrote these bytes from a list of allowed tags, and their name proves that nobody changed them.
    return mark_safe(read_stored(StoredFile.objects.get(sha256=digest)).decode())  # noqa: S308


def edition_file(edition: Edition, sha256: str) -> StoredFile | None:
    """The open file of this name in this edition; None when the edition has none. One query."""
    found = EditionFile.objects.select_related("stored").filter(edition=edition, stored__sha256=sha256).first()
    return found.stored if found else None


def latest_edition(course_key: UUID) -> Edition | None:
    """The newest edition of a course; None before its first release."""
    return Edition.objects.filter(course_key=course_key).order_by("-number").first()


def editions_of(course_key: UUID) -> list[Edition]:
    """Every edition of a course, newest first."""
    return list(Edition.objects.filter(course_key=course_key).select_related("released_by").order_by("-number"))


def course_titles(course_key: UUID) -> dict[str, str]:
    """The course's title by language, from its pages as published; empty when no course has this key."""
    rows = CoursePage.objects.filter(key=course_key).select_related("locale").order_by("-live", "path")
    return {page.locale.language_code: page.title for page in reversed(rows)}


def courses() -> list[tuple[UUID, str]]:
    """Published courses as ``(key, title in the source language)``, by title: for staff to choose from."""
    return titled(CoursePage.objects.live())


def courses_and_libraries() -> list[tuple[UUID, str]]:
    """Wherever questions may be written for: published courses, then libraries of modules, each by title."""
    libraries = ModuleLibraryPage.objects.live().order_by("path").values_list("key", "title")
    # A library's translations share its key; the first page names it.
    named = dict(reversed(list(libraries)))
    return courses() + sorted(named.items(), key=lambda item: item[1].casefold())


def every_course() -> list[tuple[UUID, str]]:
    """Drafts too: somebody has to be given a role at a course before it is published."""
    return titled(CoursePage.objects.all())


def titled(pages: "QuerySet[CoursePage]") -> list[tuple[UUID, str]]:
    """``(key, title)`` of the pages that are in their course's source language, by title."""
    own = [page for page in pages.select_related("locale") if page.locale.language_code == page.source_language]
    return sorted(((page.key, page.title) for page in own), key=lambda item: item[1].casefold())
