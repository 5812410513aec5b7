"""HTML of any kind becomes known blocks of known tags; nothing runs, nothing is fetched, nothing goes silently."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring.blocks import lesson_blocks
from courses.authoring.importing.html.tree import parse
from courses.authoring.importing.html_to_blocks import html_to_blocks
from tests.authoring.importing.material import Around, fragment

PIECES = """<p>
</p>
<b>
</b>
<ul>
<ol>
<li>
</li>
</ul>
<table>
<tr>
<td>
<th>
</td>
</table>
<script>
</script>
<style>
<svg>
<x-box data-kind=challenge>
<x-box data-kind='solution'>
</x-box>
<details>
<summary>
<img src=a.png alt='A b'>
<a href='b.md'>
<a href='javascript:x()'>
<a href='c.pdf'>
</a>
<pre>
<h1>
<h2>
</h2>
<iframe src='https://v.example/x'>
<blockquote>
<dl><dt>
<dd>
words
&lt;b&gt;
&#0;
<
>
<!--
-->
<![CDATA[
<!x
<?php
<figure>
<br>
</p
'
"
<td colspan=9999999999>
<li value=x>
<ol start=-1>
<unknown>
<math>
اردو
é
</div>
<div class='note instructor'>"""
BLOCKS = dict(lesson_blocks())
soup = st.lists(st.sampled_from([*PIECES.split("\n"), "\x00", "\ud800"]), max_size=40).map("".join)


@given(soup)
def test_anything_becomes_blocks_that_the_compiler_can_write(html: str) -> None:
    blocks = list(html_to_blocks(html, Around()))
    json.dumps(blocks).encode()
    out = fragment(blocks)
    assert "\x00" not in out
    assert not any(word in out.lower() for word in ("<script", "javascript:", "<iframe", "onclick", "<svg", "<style"))


@given(soup)
def test_blocks_hold_only_what_they_may(html: str) -> None:
    for block in html_to_blocks(html, Around()):
        assert block["type"] in BLOCKS
        value = block["value"]
        for inside in [*value.get("more", ()), *value.get("solution", ())] if isinstance(value, dict) else ():
            assert inside["type"] in ("paragraph", "subheading", "code", "image", "table")


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 60_000,
        "<!--" * 60_000,
        "<div>" * 60_000,
        "<x" * 100_000,
        "<![CDATA[" * 30_000,
        '<a b="' * 60_000,
        "<b>" * 60_000 + "</b>" * 60_000,
        "<table><tr><td>" * 20_000,
        "<ul><li>" * 20_000,
        "&" * 200_000,
    ],
    ids=lambda html: html[:12],
)
def test_no_length_and_no_depth_is_too_much(html: str) -> None:
    fragment(list(html_to_blocks(html, Around())))


def test_what_stands_on_other_sites_becomes_a_link_and_is_told() -> None:
    around = Around()
    html = (
        '<p data-line="4">A</p><iframe data-line="7" title="How to fold" src="https://www.youtube.com/embed/abcdefgh"></iframe>'
        '<img data-line="9" src="https://e.org/a.png" alt="A wheel"><video data-line="11" src="//e.org/v.mp4"></video>'
    )
    out = fragment(list(html_to_blocks(html, around)))
    assert '<a href="https://www.youtube.com/watch?v=abcdefgh">How to fold</a>' in out
    assert '<a href="https://e.org/a.png">A wheel</a>' in out
    assert '<a href="https://e.org/v.mp4">' in out
    assert [line for line, _sentence in around.problems] == [7, 9, 11]


def test_programs_are_told_and_gone_with_their_words() -> None:
    around = Around()
    out = fragment(list(html_to_blocks('<p>Read</p><script data-line="3">steal()</script><p>on</p>', around)))
    assert "steal" not in out
    assert around.problems[0][0] == 3


def test_an_unknown_element_keeps_its_words_and_is_told() -> None:
    around = Around()
    assert "Rare words" in fragment(list(html_to_blocks("<marker-x>Rare words</marker-x>", around)))
    assert len(around.problems) == 1


def test_a_cell_that_holds_a_picture_puts_it_behind_the_table() -> None:
    around = Around()
    html = "<table><tr><th>A<th>B<tr><td><img src=a.png alt='A saw'><td>cut</table>"
    table, image = html_to_blocks(html, around)
    assert table["value"]["rows"][0]["values"] == ["<p>A saw</p>", "<p>cut</p>"]
    assert [column["heading"] for column in table["value"]["columns"]] == ["A", "B"]
    assert image["type"] == "image"


def test_rows_are_as_long_as_the_longest() -> None:
    (table,) = html_to_blocks("<table><tr><td colspan=2>a<td>b<tr><td>c</table>", Around())
    assert [len(row["values"]) for row in table["value"]["rows"]] == [3, 3]
    assert len(table["value"]["columns"]) == 3


def test_lists_stay_lists_and_numbers_survive_what_a_list_cannot_hold() -> None:
    (simple,) = html_to_blocks("<ol><li>one<ul><li>deep</li></ul></li><li><p>two</p><p>more</p></li></ol>", Around())
    assert simple["value"] == "<ol><li>one<ul><li>deep</li></ul></li><li>two<br>more</li></ol>"
    first, code, second = html_to_blocks("<ol start=3><li>three<pre>x = 1</pre></li><li>four</li></ol>", Around())
    assert (first["value"], second["value"]) == ("<p><b>3.</b> three</p>", "<p><b>4.</b> four</p>")
    assert code["value"]["code"] == "x = 1"


def test_numbered_steps_with_pictures_are_steps() -> None:
    (steps,) = html_to_blocks("<ol><li>Open<img src=a.png alt='The menu'></li><li>Save</li></ol>", Around())
    assert steps["type"] == "steps"
    assert [step["alt"] for step in steps["value"]] == ["The menu", ""]


def test_a_picture_without_words_is_told_with_its_line() -> None:
    around = Around()
    html_to_blocks('<p data-line="12"><img src=a.png alt="image"></p>', around)
    assert around.problems[0][0] == 12


def test_the_tree_has_a_bottom() -> None:
    deep = parse("<div>" * 5000 + "words" + "</div>" * 5000)
    assert deep.text() == "words"
