"""Facts into the bytes of an edition. Pure; ``docs/reference/edition.md`` defines every byte."""

from hashlib import sha256
from typing import Any
from unicodedata import normalize

from courses.authoring.compiling.facts import COMPILER, FORMAT, ActivityFacts, Compiled, CourseFacts, ModuleFacts
from lms.foundation.api import canonical_json

SALT_LETTERS = 32


class Unsalted(ValueError):
    """A sealed part without a salt: its bare hash would let a reader guess the key."""


def compile_facts(course: CourseFacts) -> Compiled:
    """The manifest, the sealed compartment and the fragments; the same facts give the same bytes."""
    fragments = {
        digest(content): content
        for module in course.modules
        for activity in module.activities
        for content in activity.fragments.values()
    }
    sealed = {str(a.key): tidy(a.sealed) for module in course.modules for a in module.activities if a.sealed}
    manifest = canonical_json(
        {
            "format": FORMAT,
            "compiler": COMPILER,
            "course": _course(course),
            "modules": [_module(module) for module in course.modules],
        }
    )
    return Compiled(
        hash=digest(manifest),
        manifest=manifest,
        sealed=canonical_json({"format": FORMAT, "activities": sealed}),
        fragments=fragments,
    )


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


def _module(module: ModuleFacts) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": str(module.key),
        "titles": tidy(module.titles),
        "activities": [_activity(activity) for activity in module.activities],
    }
    if module.requires:
        entry["requires"] = [str(key) for key in module.requires]
    return entry


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
