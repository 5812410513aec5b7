"""Numbers of this site in stored values, turned into names that hold everywhere, and back. Pure but for the desk."""

import re
from collections.abc import Callable
from typing import Any, Protocol

from courses.authoring.blocks.references import NAMES

PAGE_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
NUMBER = re.compile(r'\bid="(\d+)"')
KEY = re.compile(r'\bid="([0-9a-f-]{36})"')


class Desk(Protocol):
    """Knows what stands for what: ``name`` is image, document, recording or page."""

    def away(self, name: str, number: int) -> str | None:
        """The name that holds everywhere for a number of this site; None when it stands for nothing."""

    def home(self, name: str, everywhere: str) -> int | None:
        """The number on this site; None when this site has no such thing."""


def portable(value: Any, desk: Desk) -> Any:
    """A stored value with every reference by a name that holds everywhere; what is gone becomes None."""
    return _walk(value, lambda name, number: desk.away(name, number) if isinstance(number, int) else None, NUMBER, int)


def settled(value: Any, desk: Desk) -> Any:
    """The same value with the numbers of this site."""
    return _walk(value, lambda name, known: desk.home(name, known) if isinstance(known, str) else None, KEY, str)


def _walk(value: Any, find: Callable[[str, Any], Any], shape: re.Pattern[str], kind: type) -> Any:
    if isinstance(value, list):
        return [_walk(item, find, shape, kind) for item in value]
    if isinstance(value, dict):
        return {
            name: find(name, inside) if name in NAMES and isinstance(inside, kind) else _walk(inside, find, shape, kind)
            for name, inside in value.items()
        }
    if isinstance(value, str) and 'linktype="page"' in value:
        return PAGE_LINK.sub(lambda found: _link(found.group(), find, shape, kind), value)
    return value


def _link(tag: str, find: Callable[[str, Any], Any], shape: re.Pattern[str], kind: type) -> str:
    """A link's tag with its target named otherwise; a link to nothing keeps no target."""

    def put(found: re.Match[str]) -> str:
        target = find("page", kind(found[1]))
        return f'id="{target}"' if target is not None else 'id=""'

    return shape.sub(put, tag, count=1)
