"""Who reads which edition now: this room knows no batch, so rooms above say it here."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Reader:
    """A group of trainees pinned to an edition (its primary key); ``name`` is what staff call the group."""

    edition: int
    name: str


_sources: list[Callable[[UUID], list[Reader]]] = []


def register_readers(source: Callable[[UUID], list[Reader]]) -> None:
    """Ask ``source`` with a course's key whenever somebody wants to know who reads its editions."""
    _sources.append(source)


def readers_of(course_key: UUID) -> list[Reader]:
    """Everybody who reads an edition of this course now."""
    return [reader for source in _sources for reader in source(course_key)]
