"""How long work in this room says how far it is."""

from collections.abc import Callable

# Percent (0 to 100), and in a few words at what.
Progress = Callable[[int, str], None]


def unwatched(_percent: int, _note: str) -> None:
    """Nobody looks: a command, the demo, a test."""
