"""Codes that people read aloud and type: Crockford's base 32 with a check character."""

import secrets

from lms.foundation.folding import fold_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_BITS = 5


def new_code(length: int = 26) -> str:
    """A random code of ``length`` characters: five bits in each but the last, which checks the others."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that makes ``body`` readable: it catches one wrong character and one swap of neighbours."""
    total = 0
    for mark in body:
        # Doubling in the field of 32 elements: each place weighs differently, and no weight is zero.
        total = _double(total) ^ ALPHABET.index(mark)
    return ALPHABET[_double(total)]


def read_code(text: str) -> str | None:
    """The code behind what somebody typed, or ``None`` when it is none.

    O is 0, I and L are 1, U is V; spaces and dashes do not count; Urdu and Arabic digits are digits.
    """
    plain = fold_digits(text).upper().translate(_ALIKE)
    code = "".join(mark for mark in plain if not (mark.isspace() or mark in "-‐‑‒–—_.·"))
    if len(code) < 2 or any(mark not in ALPHABET for mark in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def group_code(code: str, size: int = 5) -> str:
    """``code`` in groups of ``size`` with dashes between, as it is printed."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def _double(value: int) -> int:
    """Twice ``value`` in the field of 32 elements (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value >> _BITS else value
