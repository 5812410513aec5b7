"""What templates are given of questions: texts in the reader's language, and nothing sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.editions import open_quiz
from assessments.history import Standing
from assessments.models import Attempt
from assessments.types import type_of


@dataclass(frozen=True)
class Text:
    """Words and the language they are in."""

    words: str
    language: str


@dataclass(frozen=True)
class ShownOption:
    """One option; ``chosen`` is what the control shows, ``saved`` what the server holds."""

    id: str
    text: Text
    chosen: bool
    saved: bool


@dataclass(frozen=True)
class ShownQuestion:
    """A question as it is asked; ``choice`` is the kind of control."""

    key: str
    prompt: Text
    choice: str
    options: tuple[ShownOption, ...]


@dataclass(frozen=True)
class Cell:
    """One square of the map."""

    position: int
    saved: bool
    current: bool


def text_in(texts: Mapping[str, str], language: str) -> Text:
    """The text in this language, else in English, else in whichever there is."""
    found = next((code for code in (language, "en", *sorted(texts)) if texts.get(code)), "")
    return Text(texts.get(found, ""), found)


def shown_question(
    attempt: Attempt, asked: dict[str, Any], language: str, chosen: Collection[str], saved: Collection[str]
) -> ShownQuestion:
    """One question of the attempt's paper, options in the paper's order."""
    question = open_quiz(attempt.edition, attempt.activity_key).question(asked["question"])
    texts = {option.id: option.text for option in question.options}
    return ShownQuestion(
        key=question.key,
        prompt=text_in(question.prompt, language),
        choice=type_of(question.kind).choice,
        options=tuple(
            ShownOption(option, text_in(texts[option], language), option in chosen, option in saved)
            for option in asked["options"]
        ),
    )


def cells(attempt: Attempt, standing: Standing, current: int = 0) -> list[Cell]:
    """The map of the paper: which questions have an answer on the server."""
    keys = [asked["question"] for asked in attempt.paper]
    held = {key for key, answer in standing.answers.items() if answer.options}
    return [Cell(place, key in held, place == current) for place, key in enumerate(keys, start=1)]
