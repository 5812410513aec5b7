"""Where an attempt stands: a pure function of its ledger, read in the order the server wrote it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["started", "answered", "finished", "marked"]
State = Literal["none", "started", "answering", "finished", "marked"]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; ``sequence`` is the number the phone counted, not the server's order."""

    kind: str
    question: str = ""
    options: tuple[str, ...] = ()
    sequence: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """The answer that counts for one question, and when the server had it."""

    options: tuple[str, ...]
    sequence: int
    at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """An attempt's state, the answers that count, and the highest number any phone has used."""

    state: State = "none"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    sequence: int = 0


def replay(entries: Iterable[Entry]) -> Standing:
    """The standing after these entries.

    For each question the answer with the highest sequence counts, whatever order they arrived in; of two with the
    same number the later written. What stands after *finished* changes no answer.
    """
    state: State = "none"
    answers: dict[str, Answer] = {}
    highest = 0
    for entry in entries:
        if entry.kind == "started" and state == "none":
            state = "started"
        elif entry.kind == "answered" and state in ("started", "answering"):
            state, highest = "answering", max(highest, entry.sequence)
            known = answers.get(entry.question)
            if known is None or entry.sequence >= known.sequence:
                answers[entry.question] = Answer(entry.options, entry.sequence, entry.at)
        elif entry.kind == "finished" and state in ("started", "answering"):
            state = "finished"
        elif entry.kind == "marked" and state in ("finished", "marked"):
            state = "marked"
    return Standing(state, answers, highest)
