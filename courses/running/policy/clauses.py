"""Clauses of a pass rule as data. What each asks, its JSON and its sentence: ``docs/reference/pass-rules.md``."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from courses.running.policy.part import Part

Percent = Annotated[Decimal, Field(ge=0, le=100)]


class Choice(Part):
    """Which activities are meant: those of a kind, or those with these keys; never both."""

    activities: str | None = Field(default=None, min_length=1, max_length=32)
    keys: tuple[UUID, ...] = ()

    @model_validator(mode="after")
    def one_way_of_choosing(self) -> "Choice":
        """A kind or keys."""
        if (self.activities is None) == (not self.keys):
            raise ValueError("Name a kind of activity or the keys of activities, one of the two.")
        return self


class MinutesClause(Part):
    """At least so many minutes in class."""

    kind: Literal["minutes"] = "minutes"
    least: int = Field(ge=1)


class AttendanceClause(Part):
    """At least so much of the planned minutes in class."""

    kind: Literal["attendance"] = "attendance"
    percent: Percent


class SessionsClause(Part):
    """At least so many class sessions attended, each for ``minutes_each`` or more."""

    kind: Literal["sessions"] = "sessions"
    least: int = Field(ge=1)
    minutes_each: int = Field(default=1, ge=1, le=1440)


class ItemsClause(Choice):
    """These activities finished, marked ones passed: all of them, or at least so many."""

    kind: Literal["items"] = "items"
    least: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def least_can_be_had(self) -> "ItemsClause":
        """Nobody can finish more activities than are named."""
        if self.keys and self.least is not None and self.least > len(self.keys):
            raise ValueError("A rule cannot ask for more activities than it names.")
        return self


class Component(Choice):
    """One part of weighted marks: ``weight`` points of a hundred, earned by the mean of the ``best`` of ``of`` items.

    ``floor`` are the least points of them. Without ``best`` every item counts.
    """

    name: str = Field(min_length=1, max_length=80)
    name_ur: str = Field(default="", max_length=80)
    weight: Decimal = Field(gt=0, le=100)
    best: int | None = Field(default=None, ge=1)
    of: int | None = Field(default=None, ge=1)
    floor: Decimal = Field(default=Decimal(0), ge=0)

    @model_validator(mode="after")
    def can_be_reached(self) -> "Component":
        """A floor within the weight, and no better than all."""
        if self.floor > self.weight:
            raise ValueError(f"The floor of “{self.name}” is above its weight.")
        if self.of is not None and (self.best is None or self.best > self.of):
            raise ValueError(f"“{self.name}” counts the best k of n: k stands with n and is no more than n.")
        return self


class WeightedClause(Part):
    """At least ``percent`` points of a hundred over components, each above its own floor."""

    kind: Literal["weighted"] = "weighted"
    percent: Percent = Decimal(0)
    components: tuple[Component, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def weights_are_whole(self) -> "WeightedClause":
        """Weights come to a hundred, and no two components share a name."""
        if sum(each.weight for each in self.components) != 100:
            raise ValueError("The weights of the components must come to 100.")
        if len({each.name for each in self.components}) < len(self.components):
            raise ValueError("Two components have the same name.")
        return self


class QualityClause(Part):
    """A mean quality of at least ``percent`` over all tasks brought in, of which there are at least ``tasks``."""

    kind: Literal["quality"] = "quality"
    percent: Percent
    tasks: int = Field(ge=1)


class AssessorsClause(Part):
    """At least ``assessors`` different assessors, ``industry`` of them from industry; ``agree`` find her competent."""

    kind: Literal["assessors"] = "assessors"
    assessors: int = Field(ge=1)
    industry: int = Field(default=0, ge=0)
    agree: int = Field(ge=1)

    @model_validator(mode="after")
    def within_the_panel(self) -> "AssessorsClause":
        """Neither more from industry nor more who agree than there are."""
        if max(self.industry, self.agree) > self.assessors:
            raise ValueError("There cannot be more assessors from industry, or who agree, than assessors.")
        return self


Clause = Annotated[
    MinutesClause | AttendanceClause | SessionsClause | ItemsClause | WeightedClause | QualityClause | AssessorsClause,
    Field(discriminator="kind"),
]


class LatePolicy(Part):
    """What finishing after the due day costs: ``percent_a_day`` of the marks, and nothing counts after ``days``."""

    days: int = Field(ge=0, le=366)
    percent_a_day: Percent = Decimal(0)
