"""Which parts of code are words of the language, strings, comments and numbers. Pure.

Our own and small on purpose: a library's next version would colour the same code otherwise, and with it change the
bytes of every edition. It need not understand code, only never change a letter of it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of letters; ``kind`` is ``k`` (word), ``s`` (string), ``c`` (comment), ``n`` (number) or empty."""

    text: str
    kind: str


HASH = r"\#[^\n]*"
SLASHES = r"//[^\n]*"
STARS = r"/\*.*?(?:\*/|\Z)"
DASHES = r"--[^\n]*"
TRIPLE = r'"{3}.*?(?:"{3}|\Z)|\'{3}.*?(?:\'{3}|\Z)'
QUOTED = r'"(?:\\.|[^"\\\n])*"?|\'(?:\\.|[^\'\\\n])*\'?'
BACKTICKS = r"`(?:\\.|[^`\\])*`?"
NUMBER = r"(?<![\w.])\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\w*"

WORDS = {
    "javascript": "async await break case catch class const continue default delete do else export extends false "
    "finally for function if import in instanceof let new null of return static super switch this throw true try "
    "typeof undefined var void while yield",
    "php": "array as break case catch class const continue default do echo else elseif extends false final finally fn "
    "for foreach function global if implements include interface isset namespace new null private protected public "
    "require return static switch this throw true try unset use var while",
    "python": "False None True and as assert async await break class continue def del elif else except finally for "
    "from global if import in is lambda nonlocal not or pass raise return try while with yield",
    "r": "FALSE Inf NA NULL NaN TRUE break else for function if in library next repeat return while",
    "shell": "case cd do done echo elif else esac export fi for function if in return sudo then while",
    "sql": "add all alter and as asc between by case create default delete desc distinct drop else end exists from "
    "full group having in index inner insert into is join key left like limit not null on or order outer primary "
    "references right select set table then union unique update values view when where",
    "json": "false null true",
}
COMMENTS = {
    "css": [STARS],
    "javascript": [SLASHES, STARS],
    "php": [SLASHES, STARS, HASH],
    "python": [HASH],
    "r": [HASH],
    "shell": [r"(?<!\S)\#[^\n]*"],
    "sql": [DASHES, STARS],
    "json": [],
}
STRINGS = {"python": [TRIPLE, QUOTED], "javascript": [QUOTED, BACKTICKS], "shell": [QUOTED, BACKTICKS]}
MARKUP = re.compile(
    r"(?P<c><!--.*?(?:-->|\Z))|(?P<k></?[A-Za-z][\w:-]*|/?>)|(?P<s>(?<==)\"[^\"<>]*\"|(?<==)'[^'<>]*')", re.DOTALL
)
CSS = re.compile(
    rf"(?P<c>{STARS})|(?P<s>{QUOTED})|(?P<k>@[\w-]+|(?<=[\s;{{])[\w-]+(?=\s*:\s)|^[\w-]+(?=\s*:\s))"
    r"|(?P<n>\#[0-9A-Fa-f]{3,8}\b|(?<![\w.#-])-?\d*\.?\d+(?:%|[a-z]+)?)",
    re.DOTALL,
)


def pieces(code: str, language: str) -> Iterator[Piece]:
    """``code`` in runs that together are ``code`` again; one plain run for a language that is not known."""
    pattern = _pattern(language)
    end = 0
    for found in pattern.finditer(code) if pattern else ():
        if found.start() > end:
            yield Piece(code[end : found.start()], "")
        yield Piece(found.group(), found.lastgroup or "")
        end = found.end()
    if end < len(code):
        yield Piece(code[end:], "")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language == "html":
        return MARKUP
    if language == "css":
        return CSS
    if language not in WORDS:
        return None
    parts = {
        "c": COMMENTS[language],
        "s": STRINGS.get(language, [QUOTED]),
        "n": [NUMBER],
        "k": [r"\b(?:" + "|".join(WORDS[language].split()) + r")\b"],
    }
    whole = "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in parts.items() if patterns)
    return re.compile(whole, re.DOTALL | (re.IGNORECASE if language == "sql" else 0))
