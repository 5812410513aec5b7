"""Texts that are made to keep a reader busy for hours end in seconds; a run that hangs here has lost a bound."""

import pytest

from tests.authoring.importing.material import Around, blocks_of, fragment

LONG = {
    "boxes that never end": "::: a\n" * 10_000,
    "components that never end": "<A b={" * 50_000,
    "shortcodes that never end": "{{< a " * 50_000,
    "tags that never end": "{% a " * 50_000,
    "comments that never end": "<!-- a\n" * 50_000,
    "attributes of nothing": "{: .a}\n" * 10_000,
    "brackets": "[" * 100_000,
    "stars": "*a " * 100_000,
    "dollars": "$a " * 100_000,
    "quotations": ">" * 50_000 + "a",
    "lists": "- " * 20_000 + "a",
    "remarks in remarks": "".join("    " * depth + "!!! note\n" for depth in range(200)),
    "columns": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n",
    "fences in fences": "".join("`" * (400 - depth) + "{note}\n" for depth in range(300)),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_it_ends(text: str) -> None:
    fragment(blocks_of(text, Around()))


def test_a_paragraph_of_a_books_length_is_told_and_kept() -> None:
    around = Around()
    (words,) = blocks_of("*a* " * 10_000, around)
    assert words["value"].count("*a*") == 10_000
    assert "30,000 letters" in around.problems[0][1]
