"""The demo's words, read from the folder ``content`` beside this file; typed, and nothing else."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
Words = dict[str, str]


@dataclass(frozen=True)
class Activity:
    """A lesson, quiz or roadmap: titles, texts and lecture specifications by language."""

    slug: str
    kind: str
    title: Words
    minutes: int
    bodies: dict[str, str] = field(default_factory=dict)
    lectures: dict[str, Path] = field(default_factory=dict)
    quiz: dict[str, int] = field(default_factory=dict)
    introduction: Words = field(default_factory=dict)
    ways: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True)
class Module:
    """A module and its activities, in order."""

    slug: str
    title: Words
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Course:
    """A course, its modules and its question bank."""

    slug: str
    title: Words
    summary: Words
    able_to: dict[str, list[str]]
    track: str
    hours_in_room: int
    languages: tuple[str, ...]
    modules: tuple[Module, ...]
    bank: list[dict[str, Any]]


def read_course(folder: Path) -> Course:
    """The course kept in ``folder``."""
    data = json.loads((folder / "course.json").read_text(encoding="utf-8"))
    return Course(
        slug=data["slug"],
        title=data["title"],
        summary=data["summary"],
        able_to=data["able_to"],
        track=data["track"],
        hours_in_room=data["hours_in_room"],
        languages=tuple(data["languages"]),
        modules=tuple(read_module(folder, module) for module in data["modules"]),
        bank=json.loads((folder / data["bank"]).read_text(encoding="utf-8")),
    )


def read_module(folder: Path, data: dict[str, Any]) -> Module:
    """One module of a course."""
    activities = tuple(read_activity(folder, activity) for activity in data["activities"])
    return Module(slug=data["slug"], title=data["title"], activities=activities)


def read_activity(folder: Path, data: dict[str, Any]) -> Activity:
    """One activity of a module, its texts read, its lecture specifications named."""
    bodies = {
        language: (folder / name).read_text(encoding="utf-8") for language, name in data.get("bodies", {}).items()
    }
    return Activity(
        slug=data["slug"],
        kind=data["kind"],
        title=data["title"],
        minutes=data["minutes"],
        bodies=bodies,
        lectures={language: folder / name for language, name in data.get("lecture", {}).items()},
        quiz=data.get("quiz", {}),
        introduction=data.get("introduction", {}),
        ways=tuple((each["way"], each["text"]) for each in data.get("ways", [])),
    )


def courses() -> list[Course]:
    """All courses; the one that exists in Urdu too comes first, because its first lecture is made first."""
    found = [read_course(path.parent) for path in sorted((CONTENT / "courses").glob("*/course.json"))]
    return sorted(found, key=lambda course: -len(course.languages))


def guide() -> dict[str, Any]:
    """The screens of "How this works"."""
    read: dict[str, Any] = json.loads((CONTENT / "guide.json").read_text(encoding="utf-8"))
    return read
