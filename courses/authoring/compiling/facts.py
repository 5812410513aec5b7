"""What a course is, with everything taken out that must not change an edition."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

FORMAT = 1
COMPILER = 3


@dataclass(frozen=True)
class ActivityFacts:
    """One activity in all its languages; ``fragments`` by language, each the exact bytes of its HTML.

    ``files`` are those that each language's fragment names: pictures, handouts, recordings inside the text. An empty
    ``licence`` or ``attribution`` means: the course's.
    """

    key: UUID
    kind: str
    minutes: int
    required: bool
    titles: dict[str, str]
    fragments: dict[str, bytes]
    lectures: dict[str, dict[str, Any]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    sealed: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class ActivityBytes:
    """One activity as an edition holds it: its entry in the manifest, its sealed part (empty when there is none).

    Both are canonical JSON without the line feed. ``fragments`` by language; ``files`` are the names (sha256) of every
    stored file it shows beside them.
    """

    key: UUID
    entry: bytes
    sealed: bytes
    fragments: dict[str, bytes]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModuleFacts:
    """One module, its activities in the order they are taught; those that are written already are taken as they are.

    ``requires`` are modules to be finished before.
    """

    key: UUID
    titles: dict[str, str]
    activities: tuple[ActivityFacts | ActivityBytes, ...]
    requires: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class CourseFacts:
    """One course; ``languages`` begins with the source language, the others follow by code."""

    key: UUID
    languages: tuple[str, ...]
    titles: dict[str, str]
    modules: tuple[ModuleFacts, ...]
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Compiled:
    """The bytes of an edition. ``hash`` is the sha256 of ``manifest`` and names the edition."""

    hash: str
    manifest: bytes
    sealed: bytes
    fragments: dict[str, bytes]
