"""Caption files are read as people have them, in whole or not at all, and written in one way."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.captions.cues import Cue, in_order, plain_text
from media_pipeline.captions.read import Unreadable, read_captions
from media_pipeline.captions.write import to_srt, to_webvtt

HOUR = 3_600_000
URDU = "ایک بٹن صرف ایک کام کرے"
PASHTO = "ښوونکی ګرافیک ډیزاین ښيي"
TWO = (Cue(1000, 2500, "One thing at a time"), Cue(3000, 5000, URDU))
SRT = f"1\n00:00:01,000 --> 00:00:02,500\nOne thing at a time\n\n2\n00:00:03,000 --> 00:00:05,000\n{URDU}\n"
VTT = f"WEBVTT\n\n00:01.000 --> 00:02.500\nOne thing at a time\n\n00:03.000 --> 00:05.000\n{URDU}\n"


def read(text: str, length: int = HOUR) -> tuple[Cue, ...]:
    return read_captions(text.encode(), length=length)


def refused(text: str, length: int = HOUR) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as caught:
        read(text, length)
    return [(each.line, each.words) for each in caught.value.problems]


@pytest.mark.parametrize("text", [SRT, VTT])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("cp1256"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: ("\ufeff" + text + "\n\n\n").encode("utf-8-sig"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
    ],
)
def test_the_same_captions_come_from_every_encoding_and_line_end(text: str, encode: object) -> None:
    # Windows-1256 has one letter less: there Urdu is written with the Arabic yeh, and it has to stay as it was.
    writable = text.replace("ی", "ي")
    data = encode(writable)  # type: ignore[operator]
    assert read_captions(data, length=HOUR) == tuple(Cue(cue.start, cue.end, cue.text.replace("ی", "ي")) for cue in TWO)


def test_western_letters_of_old_windows_are_no_urdu() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nDéjà vu à la café, naïve façade\n"
    assert read_captions(text.encode("cp1252"), length=HOUR)[0].text == "Déjà vu à la café, naïve façade"


@pytest.mark.parametrize(
    ("times", "wanted"),
    [
        ("00:00:01,000 --> 00:00:02,500", (1000, 2500)),
        ("0:0:1.0-->0:0:2.5", (1000, 2500)),
        ("00:01.000 --> 00:02.500 align:start position:10%", (1000, 2500)),
        ("00:00:01:000 --> 00:00:02:500", (1000, 2500)),
        ("00:00:01 --> 00:00:02", (1000, 2000)),
        ("00:00:01, 000 -> 00:00:02, 500  X1:100 X2:200", (1000, 2500)),
        ("75:10.5 --> 75:11", (4_510_500, 4_511_000)),
        ("123:00:01.000 --> 123:00:02.000", (442_801_000, 442_802_000)),
    ],
)
def test_times_are_read_in_every_usual_form(times: str, wanted: tuple[int, int]) -> None:
    (cue,) = read(f"{times}\nwords\n", length=10**9)
    assert (cue.start, cue.end) == wanted


def test_missing_empty_lines_and_numbers_are_tolerated() -> None:
    text = "1\n00:01.000 --> 00:02.000\none\n2\n00:03.000 --> 00:04.000\ntwo\n00:05.000 --> 00:06.000\nthree"
    assert [cue.text for cue in read(text)] == ["one", "two", "three"]
    assert [cue.text for cue in read(text.replace("1\n", "WEBVTT\n", 1))] == ["one", "two", "three"]


def test_an_empty_line_inside_a_caption_loses_no_words() -> None:
    text = "1\n00:01.000 --> 00:02.000\nfirst\n\nsecond\n\n2\n00:03.000 --> 00:04.000\n\nlate\n"
    assert [cue.text for cue in read(text)] == ["first\nsecond", "late"]


def test_styles_regions_notes_names_positions_and_tags_are_left_out() -> None:
    text = """WEBVTT - a title
Kind: captions
Language: ur

STYLE
::cue { color: red }

REGION
id:fred

NOTE to --> nobody
in particular

intro
00:01.000 --> 00:02.000 line:0 position:20%
<v Amina><c.yellow>Open <i>Canva</i></c> &amp; <b>sign in</b>

00:03.000 --> 00:04.000
<00:03.500>HTML has &lt;b&gt;, 2 < 3<br>{\\an8}and more
"""
    assert [cue.text for cue in read(text)] == ["Open Canva & sign in", "HTML has <b>, 2 < 3\nand more"]


def test_captions_without_words_are_left_out_and_the_rest_is_put_in_order() -> None:
    text = "00:05.000 --> 00:06.000\nlast\n\n00:01.000 --> 00:09.000\nlong\n\n00:02.000 --> 00:02.000\n<b></b>\n"
    assert read(text) == (Cue(1000, 9000, "long"), Cue(5000, 6000, "last"))


def test_every_line_that_cannot_be_read_is_named() -> None:
    text = (
        "1\n00:00:01,000 --> soon\none\n\n2\n00:00:05,000 --> 00:00:03,000\ntwo\n\n3\nthree\n\n4\n00:61:99 --> 01\nx\n"
    )
    assert [line for line, _words in refused(text)] == [2, 6, 9, 13]
    assert "00:01:02.500 --> 00:01:05.000" in refused(text)[0][1]


def test_captions_after_the_end_of_the_recording_are_refused_and_the_last_words_end_with_it() -> None:
    text = "00:01.000 --> 00:02.000\nin\n\n00:58.000 --> 01:02.000\nlast\n"
    assert read(text, 60_000)[-1] == Cue(58_000, 60_000, "last")
    assert refused(text + "\n01:00.000 --> 01:03.000\nout\n", 60_000)[0][0] == 7
    assert "1:00" in refused("00:10.000 --> 02:00.000\nfar\n", 60_000)[0][1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"WEBVTT\n",
        b"Dear all,\nno captions\n",
        b"\x00\x01\x02\x81\x8d" * 50,
        b"\xff\xfe\x00",
        b"1\n2\n3",
        b"00:01.000 --> 00:02.000\n<b></b>\n",
    ],
)
def test_a_file_without_captions_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_captions(data, length=HOUR)
    assert [problem.line for problem in caught.value.problems] == [0]
    assert str(caught.value).endswith(".")


def test_a_file_larger_than_any_captions_is_refused_unread() -> None:
    for data in (b"a" * 1_000_001, b"\n" * 100_001):
        with pytest.raises(Unreadable, match="too large"):
            read_captions(data, length=HOUR)


def test_an_arrow_in_a_text_is_an_arrow() -> None:
    (cue,) = read("00:01.000 --> 00:02.000\nFile -> Save as\n")
    assert cue.text == "File -> Save as"
    assert b"File -> Save as" in to_srt([cue])


def test_the_files_are_written_in_one_way() -> None:
    cues = (Cue(5000, 6000, "b & <i>"), Cue(1, 360_000_000, URDU))
    assert to_webvtt(cues).decode() == (
        f"WEBVTT\n\n00:00:00.001 --> 100:00:00.000\n{URDU}\n\n00:00:05.000 --> 00:00:06.000\nb &amp; &lt;i&gt;\n"
    )
    assert to_srt(cues).decode() == (
        f"1\n00:00:00,001 --> 100:00:00,000\n{URDU}\n\n2\n00:00:05,000 --> 00:00:06,000\nb & &lt;i>\n"
    )
    assert to_webvtt([]) == b"WEBVTT\n"


def test_right_to_left_text_keeps_its_joiners_and_loses_what_turns_lines_round() -> None:
    kept = "می\u200cخواهم \u200f(ہنر)\u200f " + PASHTO
    assert plain_text(kept) == kept
    assert plain_text("\u202e" + URDU + "\u202c") == URDU
    assert plain_text("\u2067" + URDU + "\nnext\u2069") == f"\u2067{URDU}\u2069\nnext"


LETTERS = st.characters(codec="utf-8") | st.sampled_from("\u202a\u202e\u2066\u2069\u200f\u0338<>&;#-{}\\:.,\n\r 0123ab")
TEXTS = st.text(LETTERS, max_size=40) | st.sampled_from(
    [
        "<b>",
        "&lt;",
        "&amp;lt;",
        "{\\an8}x",
        "00:01.000 --> 00:02.000",
        "00:01 -> 00:02",
        "1",
        "NOTE x",
        "WEBVTT",
        "<br>",
    ]
)


@given(TEXTS)
def test_kept_text_is_kept_as_it_is(text: str) -> None:
    once = plain_text(text)
    assert plain_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n" not in once


@given(
    st.lists(st.builds(lambda start, long, text: Cue(start, start + long, text), st.integers(0, 10**8),
                       st.integers(1, 10**6), TEXTS), max_size=8),
)  # fmt: skip
def test_what_was_written_is_read_again_the_same(cues: list[Cue]) -> None:
    kept = [Cue(cue.start, cue.end, text) for cue in cues if (text := plain_text(cue.text))]
    for write in (to_webvtt, to_srt):
        data = write(kept)
        if kept:
            assert read_captions(data, length=10**9) == in_order(kept)
            assert write(read_captions(data, length=10**9)) == data
