"""Times of captions, as they are written in files and in forms."""

import re

# Hours as many as there are, one to three decimals after a comma or a point (a colon in a few programs' files).
TIME = r"(?:(\d{1,6})\s?:\s?)?(\d{1,4})\s?:\s?(\d{1,2})(?:\s?[.,:]\s?(\d{1,9}))?"
ARROW = re.compile(rf"^\s*{TIME}\s*-{{1,2}}>\s*{TIME}(?:\s.*)?$")
ALONE = re.compile(rf"^\s*{TIME}\s*$")
SECONDS = re.compile(r"^\s*(\d{1,6})(?:[.,](\d{1,9}))?\s*$")
MILLISECONDS_AN_HOUR = 3_600_000


def read_times(line: str) -> tuple[int, int] | None:
    """Start and end in milliseconds from a line like ``00:01:02,500 --> 00:01:05.000``, or None.

    What follows them is dropped.
    """
    found = ARROW.match(line)
    if found is None:
        return None
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:])
    return None if start is None or end is None else (start, end)


def read_time(text: str) -> int | None:
    """Milliseconds from what stands in a form: ``1:02.5``, ``0:01:02,500`` or seconds alone; None for none of these."""
    if seconds := SECONDS.match(text):
        return int(seconds[1]) * 1000 + _fraction(seconds[2])
    found = ALONE.match(text)
    return _milliseconds(*found.groups()) if found else None


def _milliseconds(hours: str | None, minutes: str, seconds: str, decimals: str | None) -> int | None:
    """Without hours the minutes may be as many as there are; else both stay under sixty."""
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    return int(hours or 0) * MILLISECONDS_AN_HOUR + int(minutes) * 60_000 + int(seconds) * 1000 + _fraction(decimals)


def _fraction(decimals: str | None) -> int:
    """Decimals of a second, as many as were written: ``5`` is half a second. What is finer is left off."""
    return int(f"{decimals or 0:0<3}"[:3])


def written(milliseconds: int, point: str = ".") -> str:
    """``01:02:03.004``, the form of files; two digits of hours at least."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def shown(milliseconds: int) -> str:
    """``2:03.5`` or ``1:02:03``, the form for people; ``read_time`` reads it back."""
    seconds, rest = divmod(milliseconds, 1000)
    hours, minutes = divmod(seconds // 60, 60)
    whole = f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
    return f"{whole}.{rest:03}".rstrip("0") if rest else whole
