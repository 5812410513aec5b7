"""A quiz as the edition holds it: the open half a phone may see, the sealed half only servers read.

Both are format 1 of ``docs/reference/edition.md``. The sealed half carries each version's random salt, so its hash,
which the open manifest names, tells nothing about a short key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assessments.body import Body, Kind, Scoring
from assessments.draw import draw, order_options
from assessments.key import Key


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Settings(_Part):
    """How a paper is made and when it is passed; all of it may be known before starting."""

    draw: int = Field(ge=1)
    pass_percent: int = Field(ge=0, le=100)
    attempts: int | None = Field(default=None, ge=1)
    shuffle: bool = True


class OpenOption(_Part):
    """An option as it is shown."""

    id: str
    text: dict[str, str]


class OpenQuestion(_Part):
    """A question as it is asked."""

    key: str
    version: int
    kind: Kind
    prompt: dict[str, str]
    options: tuple[OpenOption, ...]


class OpenQuiz(Settings):
    """The open half: settings and questions without a word about what is right."""

    format: Literal[1] = 1
    questions: tuple[OpenQuestion, ...]

    def question(self, key: str) -> OpenQuestion:
        """The question of this key; ``KeyError`` when the edition has none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)


class SealedQuestion(_Part):
    """What must not be known before the review."""

    version: int
    kind: Kind
    options: tuple[str, ...]
    correct: tuple[str, ...]
    scoring: Scoring
    weight: int
    feedback: dict[str, str]
    salt: str

    @property
    def facts(self) -> Key:
        """The key as marking wants it."""
        return Key(self.kind, frozenset(self.options), frozenset(self.correct), self.scoring, self.weight)


class SealedQuiz(_Part):
    """The sealed half, by question key."""

    format: Literal[1] = 1
    questions: dict[str, SealedQuestion]


@dataclass(frozen=True)
class Source:
    """One question version going into an edition."""

    key: str
    version: int
    kind: Kind
    salt: str
    body: Body


def open_half(settings: Settings, sources: Iterable[Source]) -> dict[str, Any]:
    """What goes into the open compartment, JSON-ready."""
    questions = tuple(
        OpenQuestion(
            key=source.key,
            version=source.version,
            kind=source.kind,
            prompt=source.body.prompt,
            options=tuple(OpenOption(id=option.id, text=option.text) for option in source.body.options),
        )
        for source in sources
    )
    return OpenQuiz(**settings.model_dump(), questions=questions).model_dump(mode="json")


def sealed_half(sources: Iterable[Source]) -> dict[str, Any]:
    """What goes into the sealed compartment, JSON-ready."""
    questions = {
        source.key: SealedQuestion(
            version=source.version,
            kind=source.kind,
            options=tuple(option.id for option in source.body.options),
            correct=source.body.correct,
            scoring=source.body.scoring,
            weight=source.body.weight,
            feedback=source.body.feedback,
            salt=source.salt,
        )
        for source in sources
    }
    return SealedQuiz(questions=questions).model_dump(mode="json")


def new_paper(quiz: OpenQuiz, seed: str) -> list[dict[str, Any]]:
    """The questions one attempt asks, in order, each with its options in order: what the attempt keeps for ever."""
    by_key: Mapping[str, OpenQuestion] = {question.key: question for question in quiz.questions}
    return [
        {
            "question": key,
            "version": by_key[key].version,
            "options": order_options([option.id for option in by_key[key].options], seed, key, shuffle=quiz.shuffle),
        }
        for key in draw(list(by_key), quiz.draw, seed, shuffle=quiz.shuffle)
    ]
