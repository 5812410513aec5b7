"""How long a lesson takes: as its authors say, else by its words."""

import math
import re
from typing import Any

from courses.authoring.importing.markdown.structured import number
from courses.authoring.importing.outline import Block

WORDS_A_MINUTE = 120
LONGEST = 600
SAID = ("teaching", "exercises")
ALTERNATIVES = ("minutes", "duration", "reading_time", "time")
TAGS = re.compile(r"<[^>]*>")
NAMES = frozenset({"file", "type", "language", "kind"})


def minutes(front: dict[str, Any], blocks: tuple[Block, ...]) -> int:
    """At least one; ``teaching`` and ``exercises`` of The Carpentries together."""
    said = sum(number(front.get(name)) or 0 for name in SAID)
    said = said or next(filter(None, (number(front.get(name)) for name in ALTERNATIVES)), 0)
    if said > 0:
        return max(1, min(LONGEST, round(said)))
    seen = [block for block in blocks if block["type"] != "trainer_note"]
    return max(1, min(LONGEST, math.ceil(_words(seen) / WORDS_A_MINUTE)))


def _words(value: Any) -> int:
    if isinstance(value, str):
        return len(TAGS.sub(" ", value).split())
    if isinstance(value, dict):
        return sum(_words(inside) for name, inside in value.items() if name not in NAMES)
    return sum(map(_words, value)) if isinstance(value, list | tuple) else 0
