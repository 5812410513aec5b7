"""Files that were damaged at random, the same ones for the same seed: for every reader of files from elsewhere.

A reader passes when no damaged file makes it raise, reach outside, or leave something half done. ``rounds`` says how
many files a test tries: a tenth of the whole in the everyday suite, all of them under ``make faults``.
"""

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from tests.faults import rounds as share

# Bytes that readers trip over: ends, zeros, marks of encodings, halves of letters, very long numbers.
NASTY = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\x0c",
    b"9" * 400,
    b"-1",
    b"../../",
    b"%s",
    b"\\",
]
MOST = 6
Damage = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def rounds(whole: int) -> int:
    """How many damaged files to try; the storm's share is a twentieth, a reader is tried twice as hard."""
    return min(whole, 2 * share(whole, least=1))


def mutated(seeds: Sequence[bytes], count: int, *, words: Sequence[bytes] = (), first: int = 0) -> Iterator[bytes]:
    """``count`` damaged forms of ``seeds`` in turn. ``words`` are pieces that mean something in the format."""
    for number in range(first, first + count):
        chance = random.Random(number)
        yield damaged(chance, seeds[number % len(seeds)], [*words, *NASTY])


def damaged(chance: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """One to a few wounds; a zip is sometimes opened, wounded inside and packed again."""
    if data[:2] == b"PK" and chance.random() < 0.75:
        return _packed_again(chance, data, words)
    for _wound in range(chance.randint(1, MOST)):
        data = chance.choice(WOUNDS)(chance, data, words)
    return data


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _flip(chance: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _insert(chance: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    at = _place(chance, data)
    return data[:at] + chance.choice(words) * chance.choice([1, 1, 1, 3, 200]) + data[at:]


def _drop(chance: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    at = _place(chance, data)
    return data[:at] + data[at + chance.randint(1, 1 + len(data) // 4) :]


def _repeat(chance: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    start, end = sorted((_place(chance, data), _place(chance, data)))
    return data[:end] + data[start:end][:4000] * chance.randint(1, 4) + data[end:]


def _swap_lines(chance: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _cut(chance: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    return data[: _place(chance, data)]


def _exchange(chance: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """One meaningful piece for another, wherever it stands."""
    found = [word for word in words if word and word in data]
    return data.replace(chance.choice(found), chance.choice(words), chance.choice([1, -1])) if found else data


WOUNDS: list[Damage] = [_flip, _insert, _insert, _drop, _repeat, _swap_lines, _cut, _exchange, _exchange]


def _packed_again(chance: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (BadZipFile, zlib.error, OSError, ValueError):
        return _flip(chance, data, words)
    name = chance.choice(list(parts))
    for _wound in range(chance.randint(1, MOST)):
        parts[name] = chance.choice(WOUNDS)(chance, parts[name], words)
    if chance.random() < 0.1:
        parts[chance.choice(["../../outside", "/etc/outside", "word/media/" + "x" * 300, "\u202e"])] = parts.pop(name)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for each, content in parts.items():
            packed.writestr(each, content)
    return out.getvalue()
