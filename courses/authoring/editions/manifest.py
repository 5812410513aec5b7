"""The open manifest of an edition as typed objects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID


class UnknownFormat(ValueError):
    """A manifest written in a format that this version does not read."""


@dataclass(frozen=True)
class Fragment:
    """Where an activity's words are: the sha256 of the HTML file and its exact bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Activity:
    """One activity; all mappings are by language code."""

    key: UUID
    kind: str
    minutes: int
    required: bool
    titles: Mapping[str, str]
    fragments: Mapping[str, Fragment]
    lectures: Mapping[str, dict[str, Any]]
    extra: dict[str, Any]
    sealed: str
    source_language: str
    files: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    licence: str = ""
    attribution: str = ""

    def language_for(self, language: str) -> str:
        """``language`` when this activity is written in it, else the source language."""
        return language if language in self.fragments else self.source_language

    def title(self, language: str) -> str:
        """The title in ``language``, or in the source language."""
        return self.titles.get(language) or self.titles[self.source_language]

    @property
    def source_title(self) -> str:
        """The title in the source language, for staff."""
        return self.titles[self.source_language]

    def fragment(self, language: str) -> Fragment:
        """The words in ``language``, or in the source language."""
        return self.fragments[self.language_for(language)]

    def files_in(self, language: str) -> list[dict[str, Any]]:
        """The pictures, handouts and recordings of the words in ``language``, or in the source language."""
        return self.files.get(self.language_for(language), [])

    def lecture(self, language: str) -> dict[str, Any] | None:
        """The lecture's entry in ``language``, or in the source language; None when there is no lecture."""
        return self.lectures.get(language) or self.lectures.get(self.source_language)


@dataclass(frozen=True)
class Module:
    """One module, its activities in order; ``requires`` are the modules that must be finished before it opens."""

    key: UUID
    titles: Mapping[str, str]
    activities: tuple[Activity, ...]
    source_language: str
    requires: tuple[UUID, ...] = ()

    def title(self, language: str) -> str:
        """The title in ``language``, or in the source language."""
        return self.titles.get(language) or self.titles[self.source_language]


@dataclass(frozen=True)
class Manifest:
    """What an edition holds, in order. Shared between requests: never change it."""

    hash: str
    course_key: UUID
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    modules: tuple[Module, ...]
    format: int
    compiler: int
    raw: bytes = field(repr=False)
    licence: str = ""
    attribution: str = ""

    @property
    def source_language(self) -> str:
        """The language that decides order, requirements and minutes."""
        return self.languages[0]

    def language_for(self, language: str) -> str:
        """``language`` when the course is written in it, else the source language."""
        return language if language in self.languages else self.source_language

    def title(self, language: str) -> str:
        """The course's title in ``language``, or in the source language."""
        return self.titles.get(language) or self.titles[self.source_language]

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in the order it is taught."""
        return tuple(activity for module in self.modules for activity in module.activities)

    @cached_property
    def _places(self) -> dict[UUID, tuple[Module, Activity]]:
        return {activity.key: (module, activity) for module in self.modules for activity in module.activities}

    @cached_property
    def _modules(self) -> dict[UUID, Module]:
        return {module.key: module for module in self.modules}

    def module(self, key: UUID) -> Module | None:
        """The module with this key, or None when this edition has none."""
        return self._modules.get(key)

    def activity(self, key: UUID) -> Activity | None:
        """The activity with this key, or None when this edition has none."""
        place = self._places.get(key)
        return place[1] if place else None

    def module_of(self, key: UUID) -> Module | None:
        """The module that holds the activity with this key."""
        place = self._places.get(key)
        return place[0] if place else None


def read_manifest(raw: bytes, digest: str) -> Manifest:
    """The manifest written in ``raw``, whose sha256 is ``digest``; ``UnknownFormat`` when it is not format 1."""
    data = json.loads(raw)
    if data.get("format") != 1:
        message = f"This edition is written in format {data.get('format')}; this version of Hunar reads format 1."
        raise UnknownFormat(message)
    languages = tuple(data["course"]["languages"])
    return Manifest(
        hash=digest,
        course_key=UUID(data["course"]["key"]),
        titles=data["course"]["titles"],
        languages=languages,
        modules=tuple(_module(entry, languages[0]) for entry in data["modules"]),
        format=data["format"],
        compiler=data["compiler"],
        raw=raw,
        licence=data["course"].get("licence", ""),
        attribution=data["course"].get("attribution", ""),
    )


def _module(entry: dict[str, Any], source_language: str) -> Module:
    activities = tuple(_activity(each, source_language) for each in entry["activities"])
    requires = tuple(map(UUID, entry.get("requires", ())))
    return Module(UUID(entry["key"]), entry["titles"], activities, source_language, requires)


def _activity(entry: dict[str, Any], source_language: str) -> Activity:
    return Activity(
        key=UUID(entry["key"]),
        kind=entry["kind"],
        minutes=entry["minutes"],
        required=entry["required"],
        titles=entry["titles"],
        fragments={language: Fragment(**fragment) for language, fragment in entry["fragments"].items()},
        lectures=entry.get("lectures", {}),
        extra=entry.get("extra", {}),
        sealed=entry.get("sealed", ""),
        source_language=source_language,
        files=entry.get("files", {}),
        licence=entry.get("licence", ""),
        attribution=entry.get("attribution", ""),
    )
