"""Facts into the bytes of an edition. Pure; ``docs/reference/edition.md`` defines every byte."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from courses.authoring.compiling.facts import (
    COMPILER,
    FORMAT,
    ActivityBytes,
    ActivityFacts,
    Compiled,
    CourseFacts,
    ModuleFacts,
)
from lms.foundation.api import canonical_json

SALT_LETTERS = 32


class Unsalted(ValueError):
    """A sealed part without a salt: its bare hash would let a reader guess the key."""


def compile_facts(course: CourseFacts) -> Compiled:
    """The manifest, the sealed compartment and the fragments; the same facts give the same bytes."""
    modules = [(module, [written(activity) for activity in module.activities]) for module in course.modules]
    activities = [activity for _module, inside in modules for activity in inside]
    manifest = b"".join(_manifest(course, modules))
    return Compiled(
        hash=digest(manifest),
        manifest=manifest,
        sealed=_sealed(activities),
        fragments={digest(content): content for activity in activities for content in activity.fragments.values()},
    )


def written(activity: ActivityFacts | ActivityBytes, files: Iterable[str] = ()) -> ActivityBytes:
    """The activity as an edition holds it; ``files`` are the names of the stored files it shows."""
    if isinstance(activity, ActivityBytes):
        return activity
    sealed = _json(tidy(activity.sealed)) if activity.sealed else b""
    return ActivityBytes(activity.key, _json(_activity(activity)), sealed, activity.fragments, tuple(files))


def _manifest(course: CourseFacts, modules: list[tuple[ModuleFacts, list[ActivityBytes]]]) -> Iterator[bytes]:
    """Canonical JSON put together from parts that are: ``modules`` is the last name of the whole in its order."""
    yield _json({"format": FORMAT, "compiler": COMPILER, "course": _course(course)})[:-1]
    yield b',"modules":['
    for number, (module, activities) in enumerate(modules):
        yield b"," if number else b""
        yield from _module(module, activities)
    yield b"]}\n"


def _module(module: ModuleFacts, activities: list[ActivityBytes]) -> Iterator[bytes]:
    """``activities`` is the first name of a module in its order."""
    yield b'{"activities":['
    for number, activity in enumerate(activities):
        yield b"," if number else b""
        yield activity.entry
    yield b"],"
    waits = {"requires": [str(key) for key in module.requires]} if module.requires else {}
    yield _json({"key": str(module.key), "titles": tidy(module.titles)} | waits)[1:]


def _sealed(activities: list[ActivityBytes]) -> bytes:
    parts = {str(activity.key): activity.sealed for activity in activities if activity.sealed}
    inside = b",".join(b'"%b":%b' % (key.encode(), parts[key]) for key in sorted(parts))
    return b'{"activities":{%b},"format":%d}\n' % (inside, FORMAT)


def _json(value: Any) -> bytes:
    """Canonical JSON without its line feed."""
    return canonical_json(value)[:-1]


def digest(content: bytes) -> str:
    """The name of bytes: sha256 in lower-case hexadecimal."""
    return sha256(content).hexdigest()


def tidy(value: Any) -> Any:
    """The same JSON value with every text in NFC."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        # Sorted first: of two keys that differ only in form, the same one stays whatever order they came in.
        return {normalize("NFC", str(key)): tidy(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple):
        return [tidy(item) for item in value]
    return value


def salted(value: Any) -> bool:
    """Whether a ``salt`` of enough letters stands anywhere in a sealed part."""
    if isinstance(value, dict):
        own = value.get("salt")
        return (isinstance(own, str) and len(own) >= SALT_LETTERS) or any(map(salted, value.values()))
    return isinstance(value, list | tuple) and any(map(salted, value))


def _course(course: CourseFacts) -> dict[str, Any]:
    entry = {"key": str(course.key), "titles": tidy(course.titles), "languages": list(course.languages)}
    return entry | _credits(course)


def _credits(facts: CourseFacts | ActivityFacts) -> dict[str, Any]:
    said = {"licence": facts.licence, "attribution": tidy(facts.attribution)}
    return {name: value for name, value in said.items() if value}


def _activity(activity: ActivityFacts) -> dict[str, Any]:
    """One activity of the manifest; what is empty is left out."""
    entry: dict[str, Any] = {
        "key": str(activity.key),
        "kind": activity.kind,
        "minutes": activity.minutes,
        "required": activity.required,
        "titles": tidy(activity.titles),
        "fragments": {
            language: {"sha256": digest(content), "bytes": len(content)}
            for language, content in activity.fragments.items()
        },
    }
    if activity.lectures:
        entry["lectures"] = tidy(activity.lectures)
    if activity.files:
        entry["files"] = tidy(activity.files)
    entry |= _credits(activity)
    if activity.extra:
        entry["extra"] = tidy(activity.extra)
    if activity.sealed:
        if not salted(activity.sealed):
            message = f"The sealed part of activity {activity.key} has no salt of {SALT_LETTERS} letters or more."
            raise Unsalted(message)
        entry["sealed"] = digest(canonical_json(tidy(activity.sealed)))
    return entry
