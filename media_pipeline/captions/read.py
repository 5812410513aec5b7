"""Captions from a file as people have them: WebVTT or SRT, from any program."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from django.utils.translation import gettext as _

from media_pipeline.captions.cues import LONGEST_TEXT, MOST_BYTES, MOST_LINES, Cue, in_order, plain_text
from media_pipeline.captions.encodings import decode
from media_pipeline.captions.marks import without_marks
from media_pipeline.captions.times import read_times, shown

Line = tuple[int, str]
NOT_CAPTIONS = ("NOTE", "STYLE", "REGION")
# How far the last words may reach beyond the end of the recording; they are cut there.
OVERHANG = 5_000
# A caption with all its tags; some programs write one before each word.
LONGEST_MARKED = 10 * LONGEST_TEXT


@dataclass(frozen=True)
class Problem:
    """Why something cannot be read: ``line`` of the file, 0 for the whole of it, and ``words`` for its owner."""

    line: int
    words: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(words)s") % vars(self) if self.line else self.words


class Unreadable(Exception):
    """A file none of which was taken in; ``problems`` say why, in the order of its lines."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@dataclass
class _Found:
    line: int
    times: tuple[int, int] | None
    text: list[str]


def read_captions(data: bytes, *, length: int, kept: bool = False) -> tuple[Cue, ...]:
    """The cues of a caption file for a recording of ``length`` milliseconds, in order; raises Unreadable.

    Tolerated: any usual encoding and line end, missing numbers and empty lines, commas and points, cues that overlap
    or stand in no order, cues without text. Dropped: styles, regions, notes, names, positions and tags. A file that was
    ``kept`` may be larger than the one it was made from.
    """
    lines = _lines(data, limited=not kept)
    found, problems = _take_apart(lines)
    spoken = [each for each in found if each.text]
    if not found or not (spoken or problems):
        words = _("There are no captions in this file. Choose a WebVTT (.vtt) or SRT (.srt) file.")
        raise Unreadable(Problem(0, words))
    problems += [problem for each in spoken for problem in _wrong(each, length)]
    if problems:
        raise Unreadable(*sorted(problems, key=lambda problem: problem.line))
    return in_order(Cue(each.times[0], min(each.times[1], length), each.text[0]) for each in spoken if each.times)


def _lines(data: bytes, *, limited: bool) -> list[str]:
    """The lines of the file without their ends; raises Unreadable for what is no text or, if ``limited``, too large."""
    text = "" if limited and len(data) > MOST_BYTES else decode(data)
    if text is None:
        raise Unreadable(Problem(0, _("The letters of this file cannot be read. Save it again as UTF-8 text.")))
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if limited and (len(data) > MOST_BYTES or len(lines) > MOST_LINES):
        raise Unreadable(
            Problem(0, _("This file is too large for captions. Choose a WebVTT (.vtt) or SRT (.srt) file."))
        )
    return lines


def _take_apart(lines: list[str]) -> tuple[list[_Found], list[Problem]]:
    """What stands in the file, each cue with its text as one plain string, or none when it has no text."""
    webvtt = lines[0].startswith("WEBVTT")
    found: list[_Found] = []
    problems: list[Problem] = []
    for block in _blocks(lines[1:] if webvtt else lines, first=2 if webvtt else 1):
        if webvtt and block[0][1].split(" ")[0] in NOT_CAPTIONS:
            block = list(dropwhile(lambda line: not _times(line[1]), block))
        head, timed = _timed(block)
        if timed and head and (_is_number(head[-1][1]) or (webvtt and len(head) == 1)):
            head = head[:-1]
        problems += _place_stray(head, found, header=webvtt)
        found += timed
    for each in found:
        plain = _plain("\n".join(each.text))
        each.text = [plain] if plain else []
    return found, problems


def _plain(text: str) -> str:
    """What nobody can read at once is refused later, and need not be cleaned before."""
    return plain_text(without_marks(text)) if len(text) <= LONGEST_MARKED else text


def _blocks(lines: list[str], *, first: int) -> Iterator[list[Line]]:
    """Lines with their numbers, in groups between empty lines."""
    block: list[Line] = []
    for number, line in enumerate([*lines, ""], start=first):
        if line.strip(" \t\ufeff\0"):
            block.append((number, line))
        elif block:
            yield block
            block = []


def _timed(block: list[Line]) -> tuple[list[Line], list[_Found]]:
    """The lines before the first time, and a cue for each time with the lines after it."""
    head: list[Line] = []
    timed: list[_Found] = []
    for number, line in block:
        times = _times(line)
        if times or "-->" in line:
            # Without an empty line before it, the number of this cue looks like the last line of the one before.
            if timed and timed[-1].text and _is_number(timed[-1].text[-1]):
                timed[-1].text.pop()
            timed.append(_Found(number, times, []))
        elif timed:
            timed[-1].text.append(line)
        else:
            head.append((number, line))
    return head, timed


def _place_stray(lines: list[Line], found: list[_Found], *, header: bool) -> list[Problem]:
    """Text after an empty line goes on with the cue before it; numbers alone say nothing."""
    if not lines or all(_is_number(line) for _number, line in lines):
        return []
    number = lines[0][0]
    if _is_number(lines[0][1]):
        return [Problem(number, _("after this number the times are missing, like 00:01:02.500 --> 00:01:05.000."))]
    if found:
        found[-1].text += [line for _number, line in lines]
    elif not header:
        return [Problem(number, _("this text stands before the first time, so nobody knows when to show it."))]
    return []


def _times(line: str) -> tuple[int, int] | None:
    return read_times(line) if ">" in line else None


def _is_number(line: str) -> bool:
    return line.strip(" \t\ufeff\0").isdecimal()


def _wrong(each: _Found, length: int) -> list[Problem]:
    if each.times is None:
        words = _("these times cannot be read. Write them like 00:01:02.500 --> 00:01:05.000.")
        return [Problem(each.line, words)]
    start, end = each.times
    if end <= start:
        return [Problem(each.line, _("this caption ends before it begins."))]
    if start >= length or end > length + OVERHANG:
        words = _("this caption comes after the end of the recording, which is at %(end)s.") % {"end": shown(length)}
        return [Problem(each.line, words)]
    if len(each.text[0]) > LONGEST_TEXT:
        return [Problem(each.line, _("this caption is longer than anybody can read at once."))]
    return []
