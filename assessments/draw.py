"""Which questions a paper holds, and in which order: the same seed gives the same paper, for ever, everywhere.

The order of things is the order of ``sha256(seed + LF + name)``, names joined with LF where there are two. No random
number generator has a part in it, so no version of Python or of a library can change a paper.
"""

import hashlib
from collections.abc import Sequence


def _rank(seed: str, *names: str) -> bytes:
    return hashlib.sha256("\n".join((seed, *names)).encode()).digest()


def draw(keys: Sequence[str], count: int, seed: str, *, shuffle: bool) -> list[str]:
    """``count`` of the keys (all of them when fewer), chosen by the seed.

    The choice does not depend on the order the keys come in. Shuffled, they stand in the seed's order, else in the
    order given.
    """
    drawn = sorted(keys, key=lambda key: _rank(seed, key))[:count]
    return drawn if shuffle else [key for key in keys if key in frozenset(drawn)]


def order_options(options: Sequence[str], seed: str, question: str, *, shuffle: bool) -> list[str]:
    """The option identifiers of one question as this paper shows them."""
    return sorted(options, key=lambda option: _rank(seed, question, option)) if shuffle else list(options)
