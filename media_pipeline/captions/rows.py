"""Captions as rows of a form: what the buttons beside a row do, and what is wrong with a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from media_pipeline.captions.cues import LONGEST_TEXT, Cue, in_order, plain_text
from media_pipeline.captions.times import read_time, shown

# How long a new caption stands, where the next one leaves it room.
NEW = 3_000
MIDDLE = 0.5


@dataclass(frozen=True)
class Row:
    """One row as somebody wrote it; ``error`` says what is wrong with it."""

    start: str = ""
    end: str = ""
    text: str = ""
    error: str = ""


def to_rows(cues: Iterable[Cue]) -> list[Row]:
    """Rows that say what the cues say."""
    return [Row(shown(cue.start), shown(cue.end), cue.text) for cue in cues]


def check(rows: Sequence[Row], *, length: int) -> tuple[tuple[Cue, ...], list[Row]]:
    """The cues that the rows mean, in order, and the rows with their errors; rows with nothing in them are left out.

    ``length`` is that of the recording in milliseconds. When any row has an error, nothing may be saved.
    """
    kept = [row for row in rows if row.start.strip() or row.end.strip() or row.text.strip()]
    judged = [replace(row, error=_wrong(row, length)) for row in kept]
    cues = [_cue(row) for row in judged if not row.error]
    return in_order(cues), judged


def _cue(row: Row) -> Cue:
    return Cue(read_time(row.start) or 0, read_time(row.end) or 0, plain_text(row.text))


def _wrong(row: Row, length: int) -> str:
    start, end = read_time(row.start), read_time(row.end)
    if start is None or end is None:
        return _("Write both times as minutes and seconds, like 1:02.5.")
    if end <= start:
        return _("This caption ends before it begins.")
    if end > length:
        return _("The recording is over at %(end)s.") % {"end": shown(length)}
    text = plain_text(row.text)
    if not text:
        return _("Write what is said, or remove the row.")
    if len(text) > LONGEST_TEXT:
        return _("This is longer than anybody can read at once. Split it.")
    return ""


def add_after(rows: Sequence[Row], index: int) -> list[Row]:
    """A new row after row ``index`` (-1: before all), with the times that are free there."""
    begin = (read_time(rows[index].end) or 0) if index >= 0 else 0
    later = [time for row in rows[index + 1 :] if (time := read_time(row.start)) is not None and time > begin]
    end = min([begin + NEW, *later])
    return [*rows[: index + 1], Row(shown(begin), shown(end)), *rows[index + 1 :]]


def remove(rows: Sequence[Row], index: int) -> list[Row]:
    """The rows without row ``index``."""
    return [*rows[:index], *rows[index + 1 :]]


def split(rows: Sequence[Row], index: int) -> list[Row]:
    """Row ``index`` as two, at the end of a line or a word near its middle; its time is shared by length of text."""
    row = rows[index]
    first, second = _halves(row.text)
    start, end = read_time(row.start), read_time(row.end)
    if start is None or end is None or end <= start:
        middle = row.end
    else:
        share = len(first) / (len(first) + len(second)) if first and second else MIDDLE
        middle = shown(start + max(1, round((end - start) * share)))
    return [*rows[:index], Row(row.start, middle, first), Row(middle, row.end, second), *rows[index + 1 :]]


def _halves(text: str) -> tuple[str, str]:
    """Text cut at the line end, else at the space, that is nearest to its middle."""
    plain = plain_text(text)
    for border in ("\n", " "):
        places = [place for place, sign in enumerate(plain) if sign == border]
        if places:
            place = min(places, key=lambda each: abs(each - len(plain) / 2))
            return plain[:place], plain[place + 1 :]
    return plain, ""


def join(rows: Sequence[Row], index: int) -> list[Row]:
    """Row ``index`` and the one after it as one; the last row stays as it is."""
    if index + 1 >= len(rows):
        return list(rows)
    row, following = rows[index], rows[index + 1]
    text = "\n".join(filter(None, (row.text.strip(), following.text.strip())))
    return [*rows[:index], Row(row.start, following.end, text), *rows[index + 2 :]]


COMMANDS = {"add": add_after, "remove": remove, "split": split, "join": join}


def command(rows: Sequence[Row], name: str, index: int) -> list[Row]:
    """The rows after a button; the same rows for a button that is none, or a row that is not there."""
    lowest = -1 if name == "add" else 0
    if name not in COMMANDS or not lowest <= index < len(rows):
        return list(rows)
    return COMMANDS[name](rows, index)
