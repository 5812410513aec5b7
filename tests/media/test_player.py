"""The player is one fragment that works without script and loads nothing by itself."""

import gzip
import re
from pathlib import Path

import pytest

import media_pipeline
from media_pipeline.api import edition_entry, player
from tests.factories.media import ready_recording

pytestmark = pytest.mark.django_db
SCRIPT = Path(media_pipeline.__file__).parent / "static/hunar_media/player.js"


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
    assert re.findall(r'href="#slide-(\d)" data-at="([\d.]+)"', html) == [("1", "0.0"), ("2", "20.0")]
    assert 'srcset="elsewhere/' in html
    assert "hidden" not in html


def test_silent_slides_have_no_sound_bar() -> None:
    recording = ready_recording()
    recording.renditions.get(rung="slides").files.filter(role__startswith="audio").delete()
    html = player(edition_entry(recording), "slides")
    assert "<audio" not in html
    assert "<picture>" in html


def test_what_a_page_says_about_itself_is_escaped() -> None:
    html = player(edition_entry(ready_recording()), "video", place_url="/inbox/", enrolment='"><script>x', csrf="c")
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


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 4096
