"""The attendance clause of a programme's policy. Pure."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class AttendancePolicy(BaseModel):
    """What a programme says about rolls, devices, power cuts and events.

    A roll locks ``lock_days`` whole local days after the day of its class. Punches of one person within
    ``fold_minutes`` are one. Minutes of a power cut are ``owed``, or ``excused``: they count for whoever was there.
    ``event_types`` are the code words of events outside a course whose minutes count.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lock_days: int = Field(default=7, ge=0, le=365)
    fold_minutes: int = Field(default=5, ge=0, le=60)
    power_cuts: Literal["owed", "excused"] = "owed"
    event_types: tuple[str, ...] = ()
