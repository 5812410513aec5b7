"""What marking needs to know of a question: its sealed half, as plain facts."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Key:
    """The right options of one question, what it weighs and how half-right answers count."""

    kind: str
    options: frozenset[str]
    correct: frozenset[str]
    scoring: Literal["all_or_nothing", "partial"] = "all_or_nothing"
    weight: int = 1
