"""Whether somebody may book a place, and which. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Pool = Literal["women", "open"]
No = Literal["begun", "women_only", "full", "not_booked"]


@dataclass(frozen=True)
class Slot:
    """A class session that is booked: ``places`` in all, of which ``women_places`` are kept for women."""

    starts_at: datetime
    places: int
    women_places: int = 0
    women_only: bool = False


@dataclass(frozen=True)
class Seat:
    """A place: its pool, and its number in it from 1."""

    pool: Pool
    number: int


def find_seat(slot: Slot, taken: Collection[Seat], *, woman: bool, at: datetime) -> Seat | No:
    """Return the first free place for her, or the word for why there is none.

    A woman gets one of the places for women first, so that open ones stay for everybody.
    """
    if at >= slot.starts_at:
        return "begun"
    sizes = pool_sizes(slot)
    pools: tuple[Pool, ...] = ("women", "open") if woman else ("open",)
    for pool in pools:
        for number in range(1, sizes[pool] + 1):
            if Seat(pool, number) not in taken:
                return Seat(pool, number)
    # A slot of women's places alone is closed to a man, not full.
    return "full" if woman or sizes["open"] else "women_only"


def pool_sizes(slot: Slot) -> dict[Pool, int]:
    """Return how many places each pool has."""
    women = slot.places if slot.women_only else slot.women_places
    return {"women": women, "open": slot.places - women}


def places_left(slot: Slot, taken: Collection[Seat], *, woman: bool) -> int:
    """Return how many places are free for her."""
    sizes = pool_sizes(slot)
    pools: tuple[Pool, ...] = ("women", "open") if woman else ("open",)
    return sum(sizes[pool] - sum(seat.pool == pool for seat in taken) for pool in pools)


def in_women_hours(
    starts_at: datetime, minutes: int, hours: Iterable[tuple[int | None, time, time]], zone: ZoneInfo
) -> bool:
    """Return whether a slot has a minute in hours for women alone; ``hours`` are (weekday or every day, from, to)."""
    local = starts_at.astimezone(zone)
    ends = (starts_at + timedelta(minutes=minutes)).astimezone(zone)
    return any(
        weekday in (None, local.weekday())
        and local.time() < closes
        and (ends.date() > local.date() or ends.time() > opens)
        for weekday, opens, closes in hours
    )
