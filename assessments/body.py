"""What one question says: the shape every version of it must have, checked before anything is stored.

A body carries all its languages. Texts are plain words; markup in them is shown as typed.
"""

from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

MOST_OPTIONS = 12

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")]
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,2}$")]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(lambda text: normalize("NFC", text)),
]
Kind = Literal["single", "multiple"]
Scoring = Literal["all_or_nothing", "partial"]


class Option(BaseModel):
    """One thing to choose. The identifier is short so that it cannot tell whether it is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: OptionId
    text: dict[Language, Words]
    correct: bool = False


class Body(BaseModel):
    """Prompt, options, key and feedback of one question, whatever its kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    prompt: dict[Language, Words] = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=2, max_length=MOST_OPTIONS)
    scoring: Scoring = "all_or_nothing"
    weight: int = Field(default=1, ge=1, le=100)
    feedback: dict[Language, Words] = Field(default_factory=dict)

    @property
    def languages(self) -> frozenset[str]:
        """The languages the question can be asked in."""
        return frozenset(self.prompt)

    @property
    def correct(self) -> tuple[str, ...]:
        """Identifiers of the right options, in the author's order."""
        return tuple(option.id for option in self.options if option.correct)

    @model_validator(mode="after")
    def _options_match(self) -> "Body":
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("Two options carry the same letter.")
        if any(frozenset(option.text) != self.languages for option in self.options):
            raise ValueError("Every option needs its text in each language of the question, and in no other.")
        if not frozenset(self.feedback) <= self.languages:
            raise ValueError("The feedback is in a language the question is not asked in.")
        return self
