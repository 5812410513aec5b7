"""A lesson's blocks become a fragment: known tags, balanced, the same bytes for the same words."""

from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.richtext import KEPT, clean

ENGLISH = CompileContext("en")
pieces = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<script>",
            "</script>",
            "<a href='javascript:x()'>",
            "<a href='https://example.org/?a=1&b=2'>",
            "</a>",
            "<br>",
            "<img src=x onerror=y>",
            "<a linktype='page' id='7'>",
            "words",
            "é",
            "é",
            " & ",
            "<",
            "\r\n",
            "اردو",
            "<svg><p>",
            "</svg>",
            "<h9 onclick=x>",
            "<!-- c -->",
            "<p",
        ]
    )
).map("".join)


class Balance(HTMLParser):
    """Fails on a tag that is unknown, carries a strange attribute, or is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        assert tag in {*KEPT.values(), "a", "br"}
        assert {name for name, _ in attrs} <= ({"href"} if tag == "a" else set())
        assert all(value.startswith(("https://", "../")) for _, value in attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(deadline=None)
@given(pieces)
def test_whatever_is_typed_only_known_tags_come_out_balanced(html: str) -> None:
    out = clean(html, lambda _number: "../k/")
    balance = Balance()
    balance.feed(out)
    balance.close()
    assert balance.open == []
    assert out == normalize("NFC", out)
    assert "\r" not in out


@settings(deadline=None)
@given(pieces)
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = clean(html, lambda _number: None)
    assert clean(once, lambda _number: None).split() == once.split()


def test_a_script_leaves_no_word_behind() -> None:
    assert clean("<p>Read<script>steal()</script> on</p>", lambda _: None) == "<p>Read on</p>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil", "/cms/", " JaVaScript:x", "http://[x"]
)
def test_addresses_that_lead_astray_lose_their_link(address: str) -> None:
    assert clean(f'<p><a href="{address}">here</a></p>', lambda _: None) == "<p>here</p>"


def test_a_link_to_an_activity_becomes_relative_and_a_dead_one_plain() -> None:
    html = '<p><a linktype="page" id="4">next</a> <a linktype="page" id="5">gone</a></p>'
    assert clean(html, {4: "../abc/"}.get) == '<p><a href="../abc/">next</a> gone</p>'


def test_the_block_keys_of_the_editor_do_not_reach_the_bytes() -> None:
    one = body_fragment([{"type": "paragraph", "value": '<p data-block-key="a1">Hello</p>', "id": "1"}], ENGLISH)
    two = body_fragment([{"type": "paragraph", "value": '<p data-block-key="zz">Hello</p>', "id": "2"}], ENGLISH)
    assert one == two == '<div class="prose" lang="en" dir="ltr">\n<p>Hello</p>\n</div>\n'


def test_every_block_writes_its_words() -> None:
    blocks = [
        {"type": "heading", "value": "Why <colour>"},
        {"type": "callout", "value": {"kind": "careful", "text": "<p>Hot</p>"}},
        {"type": "try_it", "value": {"task": "<p>Draw</p>", "steps": [{"value": "One"}, "Two", " "]}},
        {"type": "code", "value": {"caption": "a.css", "code": "a > b {\r\n  color: red\r\n}\n"}},
    ]
    out = body_fragment(blocks, ENGLISH)
    assert "<h2>Why &lt;colour&gt;</h2>" in out
    assert "<b>Take care</b>" in out
    assert "<b>Try it yourself</b>" in out
    assert out.count('<li><label class="tick"><input type="checkbox">') == 2
    assert '<pre dir="ltr" tabindex="0"><code>a &gt; b {\n  color: red\n}</code></pre>' in out


def test_urdu_runs_from_the_right_with_urdu_words_whatever_the_process_speaks() -> None:
    out = body_fragment([{"type": "try_it", "value": {"task": "<p>x</p>", "steps": []}}], CompileContext("ur"))
    assert out.startswith('<div class="prose" lang="ur" dir="rtl">')
    assert "خود کر کے دیکھیں" in out


def test_a_language_the_compiler_does_not_speak_gets_english_words() -> None:
    out = body_fragment([{"type": "callout", "value": {"kind": "tip", "text": "<p>x</p>"}}], CompileContext("ps"))
    assert "Good to know" in out
    assert 'dir="rtl"' in out


@pytest.mark.parametrize("text", ["<p>a<![x[b</p>", "<![if !x]>a", "<!", "<a <b", "a < b <", "<p a='", "<" * 2000])
def test_whatever_was_pasted_is_written_or_left_out(text: str) -> None:
    assert "<!" not in clean(text, lambda _number: None)


@given(st.text(alphabet="<>/!?[]-=\"' abpx"))
def test_no_text_keeps_a_course_from_being_released(text: str) -> None:
    clean(text, lambda _number: None)
