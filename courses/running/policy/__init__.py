"""Policy of a programme, read from JSON: format 1. Pure: no database, no clock, no settings."""

from typing import Any, Final, Literal

from pydantic import Field, model_validator

from courses.running.policy.clauses import AttendanceClause, Clause, LatePolicy
from courses.running.policy.part import Part
from courses.running.policy.stages import AdmissionPolicy, Stage, Unenforced

__all__ = ["POLICY_FORMAT", "Part", "PassPolicy", "Policy", "WindowPolicy", "default_policy", "read_policy"]

from courses.running.attendance.policy import AttendancePolicy
from courses.running.seats.policy import SeatPolicy

POLICY_FORMAT: Final = 1


class WindowPolicy(Part):
    """When a trainee's door is open: ``days`` whole local days, or ``months`` instead, counted from the basis."""

    basis: Literal["cohort_start", "enrolment", "first_session", "minutes_reached"] = "cohort_start"
    days: int | None = Field(default=None, ge=1, le=3650)
    minutes: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1, le=120)
    # It never ends before so many whole days after the day of the last class planned.
    after_last_session_days: int | None = Field(default=None, ge=0, le=366)

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
    """What completes a course: which parts are asked for, the least percent of a quiz, and further clauses.

    ``override``: whether two people together may count a clause as met.
    """

    required_activities: bool = True
    pass_percent: int = Field(default=60, ge=0, le=100)
    minutes: bool = True
    clauses: tuple[Clause, ...] = ()
    late: LatePolicy | None = None
    override: Literal["never", "two_people"] = "never"


class Policy(Part):
    """All that a programme asks; ``planned_minutes`` and ``required_minutes`` are minutes in class."""

    format: Literal[1] = POLICY_FORMAT
    planned_minutes: int = Field(default=2880, ge=0)
    required_minutes: int = Field(default=2304, ge=0)
    required_minutes_confirmed: bool = False
    window: WindowPolicy = WindowPolicy(days=30)
    # Whether lectures may be kept as files on a phone; a kept file outlives the window.
    keep_lectures: bool = True
    # How long an offered seat is kept, and whether who misses the first class loses hers.
    seats: SeatPolicy = SeatPolicy()
    # How much of a lesson's lecture must be watched before the lesson counts; None asks for nothing.
    watch_percent: int | None = Field(default=None, ge=1, le=100)
    # How much of a webinar's recording counts as having been there; None: only the live webinar counts.
    webinar_percent: int | None = Field(default=None, ge=1, le=100)
    attendance: AttendancePolicy = AttendancePolicy()
    # ``pass`` is a word of Python; the JSON keeps it.
    passing: PassPolicy = Field(default=PassPolicy(), alias="pass")
    stages: tuple[Stage, ...] = ()
    admission: AdmissionPolicy = AdmissionPolicy()
    unenforced: tuple[Unenforced, ...] = ()

    @model_validator(mode="after")
    def required_fits_in_planned(self) -> "Policy":
        """Nobody can be asked for more minutes than the programme plans."""
        if self.required_minutes > self.planned_minutes:
            raise ValueError("Required minutes cannot be more than planned minutes.")
        return self

    @model_validator(mode="after")
    def a_share_of_something(self) -> "Policy":
        """A percent of no minutes at all would be met by everybody."""
        if not self.planned_minutes and any(isinstance(each, AttendanceClause) for each in self.passing.clauses):
            raise ValueError("Attendance in percent needs planned minutes.")
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
