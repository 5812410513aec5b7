"""Captions written by a program: an optional extra, behind one small interface."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from django.utils.module_loading import import_string

from media_pipeline.captions.cues import Cue


class Captioner(Protocol):
    """Writes down what is said. ``languages`` are those it knows, two letters each; empty when it can do nothing."""

    languages: frozenset[str]

    def listen(self, sound: Path, language: str) -> Iterable[Cue]:
        """What is said in ``sound`` (M4A, one channel, 16,000 samples a second), in one of its languages.

        May take long. Reads the file, changes nothing, and asks no other machine unless its own page says so.
        """


class NoCaptioner:
    """Where nothing is configured: it knows no language, and writes nothing."""

    languages: frozenset[str] = frozenset()

    def listen(self, sound: Path, language: str) -> Iterable[Cue]:
        """Nothing."""
        return ()


def find_captioner(dotted_path: str) -> Captioner:
    """The captioner that the setting names, as ``package.module.Class``; NoCaptioner when it names none.

    Raises ImportError when there is none at that path.
    """
    if not dotted_path:
        return NoCaptioner()
    made: Captioner = import_string(dotted_path)()
    return made
