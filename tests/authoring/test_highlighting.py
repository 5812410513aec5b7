"""Code is coloured, never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring.blocks.code import LANGUAGES
from courses.authoring.compiling.highlighting import pieces

CODES = [code for code, _name in LANGUAGES]
SHARDS = st.lists(
    st.sampled_from(
        ["'", '"', "#", "//", "/*", "*/", "\n", " ", "if", "x1", "3.5", "<b", ">", "<!--", "-->", "`", "\\", "ب"]
    )
)


@given(st.sampled_from(CODES), st.one_of(st.text(), SHARDS.map("".join)))
def test_the_pieces_together_are_the_code(language: str, code: str) -> None:
    assert "".join(piece.text for piece in pieces(code, language)) == code


@pytest.mark.parametrize(
    ("language", "code", "kind", "text"),
    [
        ("python", "def f(): return 'no # comment'  # yes", "c", "# yes"),
        ("python", '"""a\nb"""', "s", '"""a\nb"""'),
        ("css", "h1 { color: #fff }", "k", "color"),
        ("css", "h1 { color: #fff }", "n", "#fff"),
        ("html", '<a href="x">', "s", '"x"'),
        ("html", "<!-- <b> -->", "c", "<!-- <b> -->"),
        ("sql", "SELECT name FROM t -- all", "k", "SELECT"),
        ("shell", "echo $#", "k", "echo"),
        ("javascript", "let a = `b`;", "s", "`b`"),
        ("json", '{"a": null}', "k", "null"),
    ],
)
def test_words_strings_comments_and_numbers_are_told_apart(language: str, code: str, kind: str, text: str) -> None:
    assert (text, kind) in list(pieces(code, language))


def test_a_language_that_is_not_known_stays_plain() -> None:
    assert [piece.kind for piece in pieces("if x", "cobol")] == [""]
