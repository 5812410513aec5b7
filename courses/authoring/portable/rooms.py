"""What other rooms keep for a course that its pages do not hold: question banks, for one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class RoomPart:
    """``take`` gives JSON-ready facts of a course in an order no database decides; ``put`` makes them again."""

    take: Callable[[UUID], Any]
    put: Callable[[UUID, Any], None]


_parts: dict[str, RoomPart] = {}


def register_portable(room: str, *, take: Callable[[UUID], Any], put: Callable[[UUID, Any], None]) -> None:
    """Let a room's part of a course travel with it; ``put`` raises ``ValueError`` for what is unsound."""
    _parts[room] = RoomPart(take, put)


def take_parts(course_key: UUID) -> dict[str, Any]:
    """Every room's part that has anything."""
    taken = {room: part.take(course_key) for room, part in sorted(_parts.items())}
    return {room: value for room, value in taken.items() if value}


def put_parts(course_key: UUID, parts: dict[str, Any]) -> None:
    """Give each room its part. ``ValueError`` for a part whose room is not installed here."""
    for room, value in parts.items():
        if room not in _parts:
            message = f"This course needs “{room}”, which is not installed here."
            raise ValueError(message)
        _parts[room].put(course_key, value)
