"""The limiter: counts in the database, so every process and server counts the same."""

import math
import time

from django.db import transaction
from django.utils import timezone

from lms.foundation.keys import keyed_hash
from lms.foundation.models import Throttle

SLOTS = 10
Slots = list[tuple[int, int]]


def allow(key: str, *, limit: int, seconds: int) -> bool:
    """True and counted when fewer than ``limit`` were allowed under ``key`` in the last ``seconds``; else False.

    Never more than ``limit`` in any span of ``seconds``, whatever the number of threads and servers.
    Call it outside a transaction that may be rolled back: the count would be lost with it.
    """
    return seconds_to_wait(key, limit=limit, seconds=seconds) == 0


def seconds_to_wait(key: str, *, limit: int, seconds: int) -> int:
    """0 and counted when allowed, as in ``allow``; else the whole seconds after which asking again makes sense."""
    hashed = keyed_hash("limiter", key)
    now = time.time()
    slot = int(now * SLOTS // seconds)
    with transaction.atomic():
        slots = _lock(hashed)
        after = counted(slots, slot, limit)
        if after is not None:
            Throttle.objects.filter(key=hashed).update(slots=after)
            return 0
    oldest = min((number for number, _ in slots if number >= slot - SLOTS), default=slot)
    return max(1, math.ceil((oldest + SLOTS + 1) * seconds / SLOTS - now))


def counted(slots: Slots, slot: int, limit: int) -> Slots | None:
    """The slots after one more in ``slot``, or ``None`` when the span already holds ``limit``.

    The current slot has only begun, so the span looks back over one slot more than it is long: strict, not average.
    """
    recent = [(number, count) for number, count in slots if slot - SLOTS <= number <= slot]
    if sum(count for _, count in recent) >= limit:
        return None
    here = sum(count for number, count in recent if number == slot)
    return [*((number, count) for number, count in recent if number != slot), (slot, here + 1)]


def _lock(hashed: str) -> Slots:
    """Take the write lock on the counter and read it. The update comes first: on SQLite it is what locks."""
    now = timezone.now()
    if not Throttle.objects.filter(key=hashed).update(touched_at=now):
        Throttle.objects.bulk_create([Throttle(key=hashed, touched_at=now)], ignore_conflicts=True)
        Throttle.objects.filter(key=hashed).update(touched_at=now)
    return [(number, count) for number, count in Throttle.objects.values_list("slots", flat=True).get(key=hashed)]
