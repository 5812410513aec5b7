"""Which function hears which verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel


@dataclass(frozen=True)
class Event:
    """An event as its handler sees it. ``received_at`` is the server's clock and decides; ``happened_at`` hints."""

    uuid: UUID
    verb: str
    person: UUID
    device: str
    sequence: int
    happened_at: datetime | None
    received_at: datetime


class Refused(Exception):
    """Raised by a handler: the event is not accepted. Nothing it wrote is kept."""

    def __init__(self, code: str, message: str) -> None:
        """``code`` for programs, ``message`` for the person who reads it."""
        super().__init__(code)
        self.code = code
        self.message = message


class Late(Refused):
    """Raised by a handler: it happened before the door closed and arrived after. It is kept and flagged, not counted.

    Staff see it and decide. Nothing else that the handler wrote is kept.
    """

    def __init__(self, code: str, message: str, *, about: UUID) -> None:
        """``about`` is the key of what it belongs to, by which staff find it."""
        super().__init__(code, message)
        self.about = about


Handler = Callable[[Event, Any], dict[str, Any]]
_verbs: dict[str, tuple[type[BaseModel], Handler]] = {}


def verb(name: str, schema: type[BaseModel]) -> Callable[[Handler], Handler]:
    """Register ``handler(event, payload: schema) -> reply`` for events of ``name`` (say ``"quiz.answer"``).

    The handler runs in the transaction that keeps the event, and asks the door itself. Its reply is JSON.
    """

    def register(handler: Handler) -> Handler:
        _verbs[name] = (schema, handler)
        return handler

    return register


def heard(name: str) -> tuple[type[BaseModel], Handler] | None:
    """Schema and handler of a verb, or ``None`` when no installed room hears it."""
    return _verbs.get(name)
