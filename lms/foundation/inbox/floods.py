"""Floods are slowed: a phone gone mad must not hold up the others.

Counted in the cache and not by the limiter: an answer would cost four more queries, and here a count that is a
process's own is good enough. Nothing is lost by it, the phone sends again later.
"""

import time
from uuid import UUID

from django.core.cache import cache

CALLS, SECONDS = 600, 60


def seconds_until_calm(person: UUID) -> int:
    """0 while a person's phones call at most ``CALLS`` times in ``SECONDS``, else how long to wait."""
    slot, passed = divmod(int(time.time()), SECONDS)
    key = f"hunar_foundation:inbox:{person}:{slot}"
    cache.add(key, 0, SECONDS * 2)
    try:
        return 0 if cache.incr(key) <= CALLS else SECONDS - passed
    except ValueError:
        return 0
