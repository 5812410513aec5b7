"""What an archive says of itself, as typed facts: anything unsound is refused with a sentence."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from courses.authoring.portable.archive import BadArchive

SHA256 = r"^[0-9a-f]{64}$"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PageSource(_Part):
    """One page in one language; one that only mirrors another has no words of its own."""

    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    mirrors: bool = False
    title: str = Field(default="", max_length=255)
    fields: dict[str, Any] = {}


class ActivitySource(_Part):
    """One activity in its languages, the source language first; ``model`` is ``app_label.Name``."""

    key: UUID
    model: str = Field(max_length=100)
    pages: list[PageSource] = Field(min_length=1, max_length=100)


class ModuleSource(_Part):
    """One module with its activities; ``requires`` are the modules it waits for in this course."""

    key: UUID
    requires: list[UUID] = Field(default=[], max_length=1000)
    pages: list[PageSource] = Field(min_length=1, max_length=100)
    activities: list[ActivitySource] = Field(max_length=5000)


class CourseSource(_Part):
    """The course page in its languages."""

    key: UUID
    language: str
    pages: list[PageSource] = Field(min_length=1, max_length=100)


class RecordingSource(_Part):
    """A recording as editions know it."""

    title: str = Field(max_length=200)
    language: str = Field(max_length=2)
    entry: dict[str, Any]


class Source(_Part):
    """The whole third compartment."""

    format: Literal[1]
    course: CourseSource
    modules: list[ModuleSource] = Field(max_length=1000)
    recordings: dict[UUID, RecordingSource] = {}
    rooms: dict[str, Any] = {}


def checked_source(value: Any) -> Source:
    """The source of an archive; ``BadArchive`` names the first thing that is unsound."""
    try:
        return Source.model_validate(value)
    except ValidationError as reason:
        first = reason.errors()[0]
        place = ".".join(map(str, first["loc"]))
        message = f"The archive's source is unsound at “{place}”: {first['msg']}. Nothing was kept."
        raise BadArchive(message) from reason
