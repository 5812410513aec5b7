"""The player is one fragment that works without script and loads nothing by itself."""

import gzip
import re
from pathlib import Path

import pytest

import media_pipeline
from lms.foundation.api import store_bytes
from media_pipeline.api import edition_entry, player
from media_pipeline.models import Recording
from tests.factories.media import ready_recording

pytestmark = pytest.mark.django_db
STATIC = Path(media_pipeline.__file__).parent / "static/hunar_media"
SCRIPTS = [STATIC / "player.js", STATIC / "words.js"]


def test_sound_waits_for_the_tap_and_offers_the_small_one_first() -> None:
    html = player(edition_entry(ready_recording()), "audio")
    assert "<audio" in html
    assert 'preload="none"' in html
    assert "autoplay" not in html
    types = re.findall(r'<source src="files/[0-9a-f]{64}\.(\w+)" type="([^"]+)"', html)
    assert types == [("mp4", "audio/mp4; codecs=&quot;opus&quot;"), ("m4a", "audio/mp4; codecs=&quot;mp4a.40.2&quot;")]


def test_every_slide_stands_there_without_script_with_its_time() -> None:
    html = player(edition_entry(ready_recording()), "slides", base="elsewhere/")
    assert html.count("<picture>") == 2
    assert re.findall(r"Slide (\d) of 2</span> <bdi dir=\"ltr\">([\d:]+)", html) == [("1", "0:00"), ("2", "0:20")]
    assert re.findall(r'href="#slide-(\d)" data-at="([\d.]+)"', html) == [("1", "0.0"), ("2", "20.0")]
    assert 'srcset="elsewhere/' in html
    assert not re.search(r"<(figure|img|picture|audio)[^>]* hidden", html)


def test_silent_slides_have_no_sound_bar() -> None:
    recording = ready_recording()
    recording.renditions.get(rung="slides").files.filter(role__startswith="audio").delete()
    html = player(edition_entry(recording), "slides")
    assert "<audio" not in html
    assert "<picture>" in html


def test_what_a_page_says_about_itself_is_escaped() -> None:
    html = player(edition_entry(ready_recording()), "video", place_url="/inbox/", enrolment='"><script>x')
    assert "<script>x" not in html
    assert 'data-url="/inbox/"' in html


def test_an_unknown_rung_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        player(edition_entry(ready_recording()), "4k")


def test_no_inline_script_or_style() -> None:
    entry = edition_entry(ready_recording())
    html = "".join(player(entry, rung) for rung in ("slides", "audio", "video"))
    assert "style=" not in html
    assert not re.search(r"\son\w+=", html)
    assert all(tag.startswith("<script src=") for tag in re.findall(r"<script[^>]*>", html))


def test_the_scripts_are_small() -> None:
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in SCRIPTS) <= 6 * 1024


def with_words() -> Recording:
    recording = ready_recording()
    recording.slides.create(position=0, at_seconds=0, text="Contrast <b>\nwhat is read first")
    recording.slides.create(position=1, at_seconds=20, text="")
    recording.captions.create(
        language="ur", stored=store_bytes(b"WEBVTT\n" * 9000, suffix="vtt", content_type="text/vtt")
    )
    return recording


def test_words_of_a_slide_stand_in_its_picture_and_below_it() -> None:
    html = player(edition_entry(with_words()), "slides")
    assert 'alt="Contrast &lt;b&gt;\nwhat is read first"' in html
    assert "Contrast &lt;b&gt;\nwhat is read first</p></details>" in html
    assert '<span dir="auto">Contrast &lt;b&gt;</span>' in html
    assert 'alt="Slide 2"' in html
    assert '<span dir="auto">Slide 2</span>' in html


@pytest.mark.parametrize("rung", ["audio", "video"])
def test_where_no_slides_are_shown_their_words_and_times_are(rung: str) -> None:
    html = player(edition_entry(with_words()), rung)
    assert "<picture>" not in html
    assert '<li id="slide-2"><a href="#slide-2" data-at="20.0">' in html
    assert "what is read first" in html


def test_captions_wait_to_be_asked_for_and_say_what_they_cost() -> None:
    html = player(edition_entry(with_words()), "audio")
    assert re.search(
        r'<track kind="captions" src="files/[0-9a-f]{64}\.vtt" srclang="ur" label="اردو" data-bytes="63000">', html
    )
    assert "default" not in html
    assert "اردو (0.07 MB)" in html


def test_an_address_may_begin_at_a_slide_without_script_too() -> None:
    entry = edition_entry(ready_recording())
    html = player(entry, "slides", start_seconds=3, from_slide="2")
    assert re.search(r'<source src="files/[0-9a-f]{64}\.mp4#t=20\.0"', html)
    assert 'data-start="20.0"' in html
    assert 'data-start="3.0"' in player(entry, "slides", start_seconds=3, from_slide="99")


def test_only_a_lighter_way_is_a_way_down() -> None:
    recording = ready_recording()
    for rung, size in (("video", 5000), ("standard", 9000)):
        kept = store_bytes(rung.encode() * size, suffix="mp4", content_type="video/mp4")
        rendition, _ = recording.renditions.get_or_create(rung=rung, defaults={"bytes": 1, "recipe_hash": rung})
        rendition.files.all().delete()
        rendition.files.create(role="video", stored=kept, codecs="avc1.64001f, mp4a.40.2")
    entry = edition_entry(recording)

    def ways(rung: str) -> list[str]:
        return re.findall(r'data-hunar-lighter="(\w+)"', player(entry, rung))

    assert [ways(rung) for rung in ("standard", "video", "slides", "audio")] == [
        ["video", "audio"],
        ["audio"],
        ["audio"],
        [],
    ]
