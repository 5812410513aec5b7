"""An entry is plain data, always the same; a choice says the most it can cost."""

import json
from typing import Any

import pytest
from django.utils import translation

from media_pipeline.api import choices, edition_entry
from media_pipeline.entry import cost
from tests.factories.media import ready_recording

pytestmark = pytest.mark.django_db


def test_the_same_files_give_the_same_entry() -> None:
    one, two = (edition_entry(ready_recording(title=title)) for title in ("One", "Two"))
    assert json.dumps(one) == json.dumps(two)


def test_an_entry_names_no_row_and_no_address() -> None:
    recording = ready_recording()
    text = json.dumps(edition_entry(recording))
    assert str(recording.uuid) not in text
    assert "/" not in text.replace("audio/", "").replace("video/", "").replace("image/", "")
    assert recording.title not in text


def test_a_label_counts_the_larger_of_two_and_a_header_for_each_fetch() -> None:
    files = [
        {"role": "audio", "ext": "mp4", "type": 'audio/mp4; codecs="opus"', "sha256": "a", "bytes": 1000},
        {"role": "audio-fallback", "ext": "m4a", "type": 'audio/mp4; codecs="mp4a.40.2"', "sha256": "b", "bytes": 3000},
        {"role": "still", "at": 0.0, "ext": "avif", "type": "image/avif", "sha256": "c", "bytes": 10},
        {"role": "still-fallback", "at": 0.0, "ext": "webp", "type": "image/webp", "sha256": "d", "bytes": 40},
        {"role": "still", "at": 9.0, "ext": "avif", "type": "image/avif", "sha256": "e", "bytes": 70},
        {"role": "still-fallback", "at": 9.0, "ext": "webp", "type": "image/webp", "sha256": "f", "bytes": 20},
    ]
    entry: dict[str, Any] = {"seconds": 20, "renditions": [{"rung": "slides", "files": files}]}
    assert cost(entry, "slides") == 3000 + 40 + 70 + 3 * 500


def test_choices_come_in_order_and_in_the_readers_language() -> None:
    entry = edition_entry(ready_recording())
    with translation.override("en"):
        assert [(each.rung, each.title) for each in choices(entry)] == [
            ("slides", "Slides + voice"),
            ("audio", "Voice only"),
            ("video", "Small video"),
        ]
    assert [each.bytes for each in choices(entry)] == [cost(entry, each.rung) for each in choices(entry)]
