"""Times as a trainer types and reads them: ``3:20``, ``1:02:07.5``. Pure."""

import re

from lms.foundation.folding import fold_digits
from media_pipeline.editing import SECOND

TYPED = re.compile(r"^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$")


def read_time(text: str) -> int:
    """Milliseconds from hours, minutes and seconds, or seconds alone, in any digits; ValueError for anything else."""
    found = TYPED.match(fold_digits(text).strip())
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(each or 0) for each in found.groups()[:3])
    if found[2] is not None and seconds >= 60:
        raise ValueError(text)
    fraction = int((found[4] or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * SECOND + fraction


def write_time(milliseconds: int) -> str:
    """The same in minutes and seconds, tenths where there are any; what is finer than a tenth is left off."""
    tenths = milliseconds // 100
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 10:02}" + (f".{rest % 10}" if rest % 10 else "")
    return f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"
