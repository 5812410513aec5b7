"""``key="value"`` and bare words, as shortcodes, tags and components write them."""

import re

PAIR = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{["'`]([^"'`]*)["'`]\}|([^\s"'{}>/]+))""")
WORD = re.compile(r""""([^"]*)"|'([^']*)'|([^\s"']+)""")


def pairs(text: str) -> dict[str, str]:
    """The named values, names in lower case."""
    return {found[1].lower(): next(filter(None, found.groups()[1:]), "") for found in PAIR.finditer(text[:5000])}


def bare(text: str) -> list[str]:
    """The values without a name, in order."""
    rest = PAIR.sub(" ", text[:5000])
    return [next(filter(None, found.groups()), "") for found in WORD.finditer(rest)]
