"""The third compartment of an edition: its pages as authors wrote them. Canonical, and free of this site's numbers."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.compiling.asleep import awake
from courses.authoring.compiling.gather import Gathered
from courses.authoring.models import ActivityPage, Handout, ModulePage, Page, Picture
from courses.authoring.portable.references import portable
from courses.authoring.portable.rooms import take_parts
from lms.foundation.api import canonical_json
from media_pipeline.api import edition_entry
from media_pipeline.models import Recording

FORMAT = 1


def portable_source(gathered: Gathered) -> bytes:
    """Every page that was gathered, in its languages, with the recordings and rooms' parts it needs."""
    course = gathered.pages[0][1]
    desk = Away({page.pk: page.key for _language, page in gathered.pages if isinstance(page, ActivityPage)})
    by_key: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for language, page in gathered.pages:
        by_key[page.key].append(_page(language, page, desk))
    waits = {module.key: [str(key) for key in module.requires] for module in gathered.facts.modules}
    modules: list[dict[str, Any]] = []
    for page in _first_of_each_key(gathered):
        if isinstance(page, ModulePage):
            entry = {"key": str(page.key), "requires": waits.get(page.key, []), "pages": by_key[page.key]}
            modules.append(entry | {"activities": []})
        elif isinstance(page, ActivityPage) and modules:
            entry = {"key": str(page.key), "model": page._meta.label, "pages": by_key[page.key]}  # noqa: SLF001
            modules[-1]["activities"].append(entry)
    return canonical_json(
        {
            "format": FORMAT,
            "course": {"key": str(course.key), "language": course.source_language, "pages": by_key[course.key]},
            "modules": [module for module in modules if module["activities"]],
            "recordings": desk.recordings,
            "rooms": take_parts(course.key),
        }
    )


def _first_of_each_key(gathered: Gathered) -> list[Page]:
    """The pages of the source language in their order: they were gathered first."""
    first: dict[UUID, Page] = {}
    for _language, page in gathered.pages:
        first.setdefault(page.key, page)
    return list(first.values())


def _page(language: str, page: Page, desk: "Away") -> dict[str, Any]:
    """One page in one language; a mirror of another page says so and nothing else."""
    if page.alias_of_id:
        return {"language": language, "mirrors": True}
    with awake(page):
        values = {name: portable(_stored(page, name), desk) for name in page.portable_fields}
    return {"language": language, "title": page.title, "fields": values}


def _stored(page: Page, name: str) -> Any:
    """A field as JSON: a stream's stored list under its own name, a recording as its number."""
    model_field = page._meta.get_field(name)  # noqa: SLF001  (Django's documented name)
    if model_field.is_relation:
        return {name: getattr(page, model_field.attname)}
    value = getattr(page, name)
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


@dataclass
class Away:
    """Names everything that this site's numbers stand for; ``recordings`` collects those that were named."""

    pages: dict[int, UUID]
    recordings: dict[str, dict[str, Any]] = field(default_factory=dict)

    def away(self, name: str, number: int) -> str | None:
        """See ``references.Desk``."""
        if name == "page":
            key = self.pages.get(number)
            return str(key) if key else None
        if name == "image":
            image = get_image_model().objects.filter(pk=number).only("file_hash").first()
            picture = Picture.objects.filter(file_hash=image.file_hash).first() if image else None
            return self._picture(picture)
        if name == "document":
            row = get_document_model().objects.filter(pk=number).only("file_hash").first()
            handout = Handout.objects.filter(file_hash=row.file_hash).select_related("stored").first() if row else None
            return handout.stored.sha256 if handout else None
        return self._recording(number)

    def home(self, name: str, everywhere: str) -> int | None:
        """Never asked: this desk only sends away."""
        raise NotImplementedError

    def _picture(self, picture: Picture | None) -> str | None:
        """``small`` or ``small+large``: the files of a picture by their hashes."""
        if picture is None:
            return None
        return "+".join(stored.sha256 for stored in (picture.small, picture.large) if stored)

    def _recording(self, number: int) -> str | None:
        recording = Recording.objects.filter(pk=number).first()
        if recording is None:
            return None
        told = {"title": recording.title, "language": recording.language, "entry": edition_entry(recording)}
        self.recordings.setdefault(str(recording.uuid), told)
        return str(recording.uuid)
