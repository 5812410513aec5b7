"""Ten thousand spoilt caption files: each is read or refused in sentences, soon, and nothing else happens."""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from media_pipeline.captions.cues import Cue
from media_pipeline.captions.read import Unreadable, read_captions
from media_pipeline.captions.write import to_webvtt
from tests.faults import rounds
from tests.media.test_reading_captions import SRT, VTT

PIECES = [
    *(
        b"-->",
        b"\n\n",
        b"\r",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"WEBVTT",
        b"NOTE",
        b"STYLE\n",
        b"<v ",
        b"<",
        b"&",
    ),
    *(
        b"&#99999999;",
        b"&#xD800;",
        b"{\\an8}",
        b"00:00:01,000 --> ",
        b"99999999:59:59.999",
        b"\xe2\x80\xae",
        b"9" * 5000,
    ),
    *(
        bytes("۱:۰۲ --> ۱:۰۳", "utf-8"),
        b" " * 3000,
        b"<" * 3000,
        b"{\\a" * 1000,
        b"&" * 3000,
        b"-" * 3000,
        b":" * 3000,
    ),
    *("²".encode(), "①".encode(), "\u0661".encode("utf-16-le"), b"\xd8\x00"),
]


@contextmanager
def seconds_of_work() -> Iterator[None]:
    """Ends what takes more than five seconds of processor time, which is what counts as hanging."""

    def too_long(*_: Any) -> None:
        raise AssertionError("more than five seconds of work")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def spoilt(chance: random.Random) -> bytes:
    """A good file with a few bytes changed, cut out, doubled or put in."""
    text = chance.choice([SRT, VTT]) * chance.randint(1, 4)
    data = bytearray(text.encode(chance.choice(["utf-8", "utf-8", "utf-16", "utf-16-be"])))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            data[at:at] = chance.choice(PIECES)
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 2:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            data[at:at] = data[at : at + chance.randint(1, 200)]
    return bytes(data)


def outcome(data: bytes) -> tuple[Cue, ...] | str:
    """The cues, or the sentences of the refusal."""
    try:
        with seconds_of_work():
            return read_captions(data, length=3_600_000)
    except Unreadable as unreadable:
        return str(unreadable)


def test_a_spoilt_file_is_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    counted = {"read": 0, "refused": 0}
    for _ in range(rounds(10_000)):
        data = spoilt(chance)
        found = outcome(data)
        if isinstance(found, str):
            counted["refused"] += 1
            assert found.endswith("."), data
            continue
        counted["read"] += 1
        assert all(0 <= cue.start < cue.end <= 3_600_000 and cue.text for cue in found), data
        assert read_captions(to_webvtt(found), length=3_600_000) == found, data
    # The storm reaches both ways out.
    assert min(counted.values()) > max(counted.values()) / 20


def longest_files() -> Iterator[bytes]:
    """Files of nearly a megabyte, each of one thing over and over."""
    for piece in (*PIECES, b"a\n\n", b"\n1", b"<a", b"00:01.000 --> 00:02.000\n" + b"words " * 20 + b"\n\n"):
        for start in (b"", b"WEBVTT\n\n", b"1\n00:01.000 --> 00:02.000\n"):
            yield start + piece * (990_000 // len(piece))


def test_the_longest_files_take_no_more_than_seconds_of_work() -> None:
    assert {type(outcome(data)) for data in longest_files()} == {tuple, str}


def test_a_lecture_of_many_hours_is_read_whole() -> None:
    cues = tuple(Cue(n * 1000, n * 1000 + 900, f"words {n}") for n in range(20_000))
    with seconds_of_work():
        assert read_captions(to_webvtt(cues), length=10**9) == cues
