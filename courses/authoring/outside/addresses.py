"""Which addresses a fragment leads out to. Pure."""

import re
from collections.abc import Iterable
from html import unescape

# The compiler writes every link in this one form.
LINK = re.compile(rb'<a href="(https?://[^"]+)"')


def addresses_in(fragments: Iterable[bytes]) -> list[str]:
    """Every address that a reader of these fragments may be led out to, each once, in order."""
    found = (unescape(link.decode()) for fragment in fragments for link in LINK.findall(fragment))
    return list(dict.fromkeys(found))
