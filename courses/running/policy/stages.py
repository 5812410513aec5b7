"""When modules open, and whom a programme takes, as data."""

from uuid import UUID

from pydantic import Field, model_validator

from courses.running.policy.part import Part


class Stage(Part):
    """Module number ``module`` of the course, counted from 1, opens on a day of the window or at minutes in class."""

    module: int = Field(ge=1, le=1000)
    day: int | None = Field(default=None, ge=1, le=3650)
    minutes: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def one_gate(self) -> "Stage":
        """A day or minutes; for both, write two."""
        if (self.day is None) == (self.minutes is None):
            raise ValueError("A module opens on a day or at minutes in class, one of the two.")
        return self


class AdmissionPolicy(Part):
    """Whom a batch of the programme takes, by her other batches in it; courses are named by their keys."""

    most_at_once: int | None = Field(default=None, ge=1, le=100)
    first_course: UUID | None = None
    after_courses: tuple[UUID, ...] = ()


class Unenforced(Part):
    """A rule that the programme has and this site does not hold yet. ``sentence`` is for staff."""

    code: str = Field(min_length=1, max_length=32)
    sentence: str = Field(min_length=1, max_length=300)
