"""Pages whose bodies are still text: read once, told apart as they stand, parsed only when somebody needs the words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet, TextField, prefetch_related_objects
from django.db.models.functions import Cast
from wagtail.fields import StreamField

from courses.authoring.blocks.references import references
from courses.authoring.models.base import Page
from media_pipeline.models import Recording

STORED = "{}_as_stored"
# Of Wagtail's own columns those that somebody asks of a published page; the rest would be read for nothing.
WANTED: tuple[str, ...] = (
    "path",
    "depth",
    "numchild",
    "title",
    "slug",
    "live",
    "content_type",
    "locale",
    "translation_key",
)
WANTED += ("owner", "alias_of", "live_revision", "latest_revision")


def asleep(pages: "QuerySet[Any]") -> "QuerySet[Any]":
    """The same pages; each stream is kept as the text that the database holds, in the same row."""
    streams = _streams(pages.model)
    own = [field.name for field in own_fields(pages.model) if field.name not in streams]
    texts = {STORED.format(name): Cast(name, TextField()) for name in streams}
    return pages.only(*WANTED, *own).annotate(**texts)


def own_fields(model: type[Any]) -> list[Any]:
    """The columns that a kind of page has besides those of every page."""
    return [field for field in model._meta.concrete_fields if field.model is not Page]  # noqa: SLF001


@contextmanager
def awake(*pages: Any) -> Iterator[None]:
    """Inside the block the bodies of these pages can be read; a page that never slept is left as it is."""
    asleep = [(page, name) for page in pages for name in _streams(type(page)) if hasattr(page, STORED.format(name))]
    for page, name in asleep:
        setattr(page, name, getattr(page, STORED.format(name)))
    try:
        yield
    finally:
        for page, name in asleep:
            del page.__dict__[name]


def fingerprint(page: Any) -> str:
    """A name for all that a sleeping page was read with: its title, its language, its own fields and its bodies."""
    model, streams = type(page), _streams(type(page))
    names = [field.attname for field in own_fields(model) if field.name not in streams]
    values = [(name, getattr(page, name)) for name in names]
    told = sha256(repr([model._meta.label, page.title, page.locale_id, page.alias_of_id, *values]).encode())  # noqa: SLF001
    for name in streams:
        text = getattr(page, STORED.format(name)).encode()
        told.update(f"{name} {len(text)} ".encode() + text)
    return told.hexdigest()


def _streams(model: type[Any]) -> list[str]:
    return [field.name for field in own_fields(model) if isinstance(field, StreamField)]


def questions_of(pages: Iterable[Any]) -> set[tuple[str, int]]:
    """The pictures, handouts and recordings that sleeping pages name; lectures are fetched for all of them at once."""
    questions: set[tuple[str, int]] = set()
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
        for name in _streams(type(page)):
            questions.update(references(json.loads(getattr(page, STORED.format(name)))))
    for model, alike in by_model.items():
        lectures = [field for field in own_fields(model) if field.related_model is Recording]
        prefetch_related_objects(alike, *(field.name for field in lectures))
        numbers = (getattr(page, field.attname) for page in alike for field in lectures)
        questions.update(("recording", number) for number in numbers if number)
    return questions
