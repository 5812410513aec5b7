"""How words are compared in the catalogue: in one spelling of letters and digits, by how a word begins. Pure."""

import re

from lms.foundation.api import fold

WORD = re.compile(r"\w+")
# More than this nobody types; it keeps a long address from costing us time.
LONGEST = 100


def searchable(*texts: str) -> str:
    """The words of ``texts``, folded, each behind a blank: ``holds`` then finds where words begin."""
    return "".join(f" {word}" for word in WORD.findall(fold(" ".join(texts))))


def terms(asked: str) -> list[str]:
    """What somebody typed as folded words."""
    return WORD.findall(fold(asked[:LONGEST]))


def holds(words: str, asked: list[str]) -> bool:
    """Whether each term of ``asked`` begins a word of ``words``, as ``searchable`` wrote them."""
    return all(f" {term}" in words for term in asked)
