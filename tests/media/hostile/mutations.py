"""Good recordings spoilt in one of a few ways, always the same for the same number."""

from random import Random

TELLING = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1", b"\xff\xff\0\0")
EDGE = 2048


def mutated(good: list[bytes], number: int) -> bytes:
    """The recording ``number`` of the storm, made of one of ``good``."""
    chance = Random(number)
    data = bytearray(good[number % len(good)])
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        chance.choice((_flip, _tell, _cut, _repeat, _shorten, _insert, _swap))(data, chance)
    if chance.random() < 0.05:
        data += chance.choice(good)
    return bytes(data)


def _place(data: bytearray, chance: Random) -> int:
    """Mostly near the beginning or the end, where containers keep their tables."""
    size = max(1, len(data))
    where = chance.choice(("start", "end", "end", "anywhere"))
    if where == "start":
        return chance.randrange(min(EDGE, size))
    return chance.randrange(max(0, size - EDGE), size) if where == "end" else chance.randrange(size)


def _flip(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 16)):
        at = _place(data, chance)
        data[at : at + 1] = bytes([chance.randrange(256)])


def _tell(data: bytearray, chance: Random) -> None:
    at = _place(data, chance)
    data[at : at + 4] = chance.choice(TELLING)


def _cut(data: bytearray, chance: Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.randint(1, 64)]


def _repeat(data: bytearray, chance: Random) -> None:
    at = _place(data, chance)
    data[at:at] = data[at : at + chance.randint(1, 64)] * chance.choice((1, 2, 100))


def _shorten(data: bytearray, chance: Random) -> None:
    del data[_place(data, chance) + 16 :]


def _insert(data: bytearray, chance: Random) -> None:
    at = _place(data, chance)
    data[at:at] = chance.randbytes(chance.randint(1, 32))


def _swap(data: bytearray, chance: Random) -> None:
    one, other = _place(data, chance), _place(data, chance)
    data[one : one + 16], data[other : other + 16] = data[other : other + 16], data[one : one + 16]
