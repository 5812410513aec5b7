"""Policy of a programme, read from JSON: format 1. Pure: no database, no clock, no settings."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from courses.running.attendance.policy import AttendancePolicy

POLICY_FORMAT: Final = 1


class Part(BaseModel):
    """A frozen piece of a policy that refuses words it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WindowPolicy(Part):
    """When a trainee's door is open: ``days`` whole local days, or ``months`` instead, counted from the basis."""

    basis: Literal["cohort_start", "enrolment", "first_session", "minutes_reached"] = "cohort_start"
    days: int | None = Field(default=None, ge=1, le=3650)
    minutes: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1, le=120)

    @model_validator(mode="before")
    @classmethod
    def thirty_days_where_nothing_is_said(cls, data: Any) -> Any:
        """A window without a length is one of thirty days."""
        if isinstance(data, dict) and data.get("days") is None and data.get("months") is None:
            return data | {"days": 30}
        return data

    @model_validator(mode="after")
    def one_length(self) -> "WindowPolicy":
        """Days or months, never both."""
        if self.days is not None and self.months is not None:
            raise ValueError("Give the window's length in days or in months, not in both.")
        return self

    @model_validator(mode="after")
    def minutes_belong_to_their_basis(self) -> "WindowPolicy":
        """``minutes`` stands exactly when the basis is minutes reached."""
        if (self.basis == "minutes_reached") != (self.minutes is not None):
            raise ValueError("Minutes are given exactly when the window opens at minutes reached.")
        return self


class PassPolicy(Part):
    """What completes a course: which parts are asked for, and the least percent of a quiz."""

    required_activities: bool = True
    pass_percent: int = Field(default=60, ge=0, le=100)
    minutes: bool = True


class Policy(Part):
    """All that a programme asks; ``planned_minutes`` and ``required_minutes`` are minutes in class."""

    format: Literal[1] = POLICY_FORMAT
    planned_minutes: int = Field(default=2880, ge=0)
    required_minutes: int = Field(default=2304, ge=0)
    required_minutes_confirmed: bool = False
    window: WindowPolicy = WindowPolicy(days=30)
    # Whether lectures may be kept as files on a phone; a kept file outlives the window.
    keep_lectures: bool = True
    attendance: AttendancePolicy = AttendancePolicy()
    # ``pass`` is a word of Python; the JSON keeps it.
    passing: PassPolicy = Field(default=PassPolicy(), alias="pass")

    @model_validator(mode="after")
    def required_fits_in_planned(self) -> "Policy":
        """Nobody can be asked for more minutes than the programme plans."""
        if self.required_minutes > self.planned_minutes:
            raise ValueError("Required minutes cannot be more than planned minutes.")
        return self

    def as_json(self) -> dict[str, Any]:
        """Return the form that is stored and copied into evidence."""
        return self.model_dump(mode="json", by_alias=True)


def read_policy(data: dict[str, Any]) -> Policy:
    """Return the policy of a stored JSON object; raise ``pydantic.ValidationError`` when it breaks a rule."""
    return Policy.model_validate(data)


def default_policy() -> dict[str, Any]:
    """Return the JSON of a new programme: 48 hours planned, 80 % of them required but not yet confirmed."""
    return Policy().as_json()
