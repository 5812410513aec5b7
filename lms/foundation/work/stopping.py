"""Telling the one job of this process to stop."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class _Process:
    busy: bool = False
    asked: bool = False


_process = _Process()


def ask_to_stop() -> None:
    """From a signal: end the body under way by ``SystemExit``, or keep the next one from starting."""
    _process.asked = True
    if _process.busy:
        sys.exit(0)


@contextmanager
def stoppable() -> Iterator[None]:
    """While the body of a job runs: here, and nowhere else, may a signal interrupt."""
    _process.busy = True
    try:
        if _process.asked:
            sys.exit(0)
        yield
    finally:
        _process.busy = False
