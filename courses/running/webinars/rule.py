"""When a webinar lets people in, and until when its code counts. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from courses.running.access.clock import DAY, day_begins
from lms.foundation.api import fold

BEFORE = timedelta(minutes=15)
Phase = Literal["before", "open", "over"]


@dataclass(frozen=True)
class Meeting:
    """The times of one webinar; ``zone`` is the cohort's."""

    starts_at: datetime
    minutes: int
    zone: ZoneInfo

    @property
    def ends_at(self) -> datetime:
        """The first instant after it, as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def phase(self, at: datetime) -> Phase:
        """Whether link and number show: from a quarter of an hour before until the planned end."""
        if at < self.starts_at - BEFORE:
            return "before"
        return "open" if at < self.ends_at else "over"

    def takes_code(self, at: datetime) -> bool:
        """Whether the code of the day counts: from the beginning until the local day of the planned end is over."""
        last = self.ends_at.astimezone(self.zone).date()
        return self.starts_at <= at < day_begins(last + DAY, self.zone)


def same_code(typed: str, code: str) -> bool:
    """Whether two codes are the same, in whatever digits and letters they were typed; an empty code is nobody's."""
    return bool(code) and _plain(typed) == _plain(code)


def _plain(code: str) -> str:
    return "".join(fold(code).split()).replace("-", "").casefold()
