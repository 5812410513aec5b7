"""What a PIN may be."""

import re
from itertools import pairwise

from lms.foundation.api import fold_digits

LENGTH = 6


def read_pin(text: str) -> str | None:
    """The six digits of what somebody typed, in any script, or ``None`` when it is not six digits."""
    digits = fold_digits("".join(text.split()))
    return digits if re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits) else None


def too_easy(pin: str) -> bool:
    """True for a PIN that is tried first: one digit, a run up or down, or a short piece said again."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    said_again = any(pin == pin[:size] * (LENGTH // size) for size in (1, 2, 3))
    return said_again or steps in ({1}, {9})
