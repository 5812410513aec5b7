"""YAML, TOML and JSON from elsewhere: plain mappings of plain values, or one sentence why not."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from courses.authoring.importing.texts import one_line

MOST = 200_000


class Unreadable(ValueError):
    """The text is not what it says it is; ``line`` is where that was seen, from 1, or 0."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        super().__init__(sentence)
        self.line = line


def read_yaml(text: str) -> Any:
    """A value in which every scalar is a text: nothing is guessed, built or run."""
    # BaseLoader knows no tags, so it builds no objects; its plain texts also keep 09 and "no" as they were written.
    return _read(text, lambda words: yaml.load(words, Loader=yaml.BaseLoader), "YAML")  # noqa: S506


def read_toml(text: str) -> Any:
    """A TOML document."""
    return _read(text, tomllib.loads, "TOML")


def read_json(text: str) -> Any:
    """A JSON document."""
    return _read(text, json.loads, "JSON")


def _read(text: str, load: Callable[[str], Any], name: str) -> Any:
    if len(text) > MOST:
        raise Unreadable(_("It is longer than 200,000 letters and was not read."))
    try:
        return load(text)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as reason:
        mark = getattr(reason, "problem_mark", None)
        line = mark.line + 1 if mark else int(getattr(reason, "lineno", 0))
        raise Unreadable(_("It could not be read as %s. Correct it and try again.") % name, line) from reason


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is a mapping with texts as names, else an empty one."""
    return {key: inside for key, inside in value.items() if isinstance(key, str)} if isinstance(value, dict) else {}


def words(value: Any, most: int = 0) -> str:
    """A scalar as one line of text; lists of scalars with commas; empty for everything else."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return one_line(str(value), most)
    if isinstance(value, list):
        return one_line(", ".join(filter(None, (words(each) for each in value if not isinstance(each, list)))), most)
    if isinstance(value, dict):
        name = value.get("name") or " ".join(
            filter(None, (words(value.get("given-names")), words(value.get("family-names"))))
        )
        return words(name, most) if isinstance(name, str) else ""
    return ""


def number(value: Any) -> float | None:
    """A finite number of usual size, however it was written."""
    try:
        found = float(words(value)) if words(value) else None
    except ValueError:
        return None
    return found if found is not None and abs(found) < 1e9 else None
