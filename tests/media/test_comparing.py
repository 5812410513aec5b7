"""A trainer lays what a trainee gets over the original: the same moment of both, at the size of a phone."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from lms.foundation.api import store_path
from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions import take_frame
from media_pipeline.models import Recording, RenditionFile
from tests.factories.media import WORDS, Clips, ready_recording, slide

pytestmark = pytest.mark.django_db
URL = "hunar_media_recordings"


@pytest.fixture
def lecture(mine: Collection, clips: Clips) -> Recording:
    """Sixteen seconds, a slide every four; the small video holds the same pictures."""
    clip = store_path(clips.path("silent.mp4"), suffix="mp4", content_type="video/mp4")
    made = ready_recording(collection=mine, original=clip, seconds=16.0)
    RenditionFile.objects.filter(rendition__recording=made, role="video").update(stored=clip)
    RenditionFile.objects.filter(rendition__recording=made, role="still", position=1).update(at_seconds=8.0)
    made.renditions.filter(rung="video").update(readable=0.934)
    return made


def frame(client: Client, made: Recording, rung: str, number: int) -> Any:
    return client.get(reverse(f"{URL}:frame", args=(made.pk, rung, number)))


def shown_slide(response: Any) -> int:
    """Which slide of the clip a picture shows."""
    seen = Image.open(io.BytesIO(b"".join(response.streaming_content))).convert("RGB").resize((64, 36))
    differences = []
    for number, words in enumerate(WORDS):
        known = slide(number, words).resize((64, 36))
        pairs = zip(seen.tobytes(), known.tobytes(), strict=True)
        differences.append(sum(abs(one - other) for one, other in pairs))
    return differences.index(min(differences))


def test_both_pictures_are_of_the_same_moment(staff: Client, lecture: Recording) -> None:
    """The two stills stand for 0:00 to 0:08 and from there to the end: the second and the fourth slide, complete."""
    for number, expected in ((1, 1), (2, 3)):
        for rung in ("original", "video"):
            assert shown_slide(frame(staff, lecture, rung, number)) == expected, (rung, number)


def test_a_frame_is_taken_once_and_kept_with_the_recording(
    staff: Client, lecture: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = b"".join(frame(staff, lecture, "original", 1).streaming_content)
    monkeypatch.setattr(take_frame, "_picture", None)
    assert b"".join(frame(staff, lecture, "original", 1).streaming_content) == first
    assert lecture.parts.count() == 1


def test_after_a_cut_the_original_is_seen_where_the_rendition_is(staff: Client, lecture: Recording) -> None:
    """The first eight seconds were cut away: the first still now is of what was the third and fourth slide."""
    Recording.objects.update(stretches=[[8.0, 16.0]], seconds=8.0)
    RenditionFile.objects.filter(role="still", position=1).update(at_seconds=4.0)
    assert [shown_slide(frame(staff, lecture, "original", number)) for number in (1, 2)] == [2, 3]


def test_the_page_names_price_readability_and_every_moment(staff: Client, lecture: Recording) -> None:
    page = staff.get(reverse(f"{URL}:compare", args=(lecture.pk, "video"))).content.decode()
    for words in ("Small video", " MB", "Rs 0.0", "93 %", '<input type="range"', "?at=1", "?at=2"):
        assert words in page, words
    for rung in ("original", "video"):
        assert reverse(f"{URL}:frame", args=(lecture.pk, rung, 2)) in page


def test_a_still_is_shown_as_it_is_sent(staff: Client, lecture: Recording) -> None:
    still = RenditionFile.objects.get(rendition__rung="slides", role="still-fallback", position=0).stored
    type(still).objects.filter(pk=still.pk).update(content_type="image/webp")
    assert b"".join(frame(staff, lecture, "slides", 1).streaming_content) == b"still-fallback 0"


def test_what_is_not_there_is_unknown(staff: Client, lecture: Recording) -> None:
    for rung, number in (("original", 3), ("original", 0), ("standard", 1), ("audio", 1), ("../x", 1)):
        address = f"/cms/recordings/frame/{lecture.pk}/{rung}/{number}/"
        assert staff.get(address).status_code == 404, address
    assert staff.get(reverse(f"{URL}:compare", args=(lecture.pk, "audio"))).status_code == 404


def test_a_damaged_original_has_no_picture_and_breaks_nothing(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine, title="Damaged")
    assert frame(staff, made, "original", 1).status_code == 404
    assert staff.get(reverse(f"{URL}:compare", args=(made.pk, "video"))).status_code == 200


def test_somebody_elses_pictures_are_unknown(staff: Client, lecture: Recording) -> None:
    theirs = Collection.get_first_root_node().add_child(name="Theirs")
    Recording.objects.update(collection=theirs)
    assert frame(staff, lecture, "original", 1).status_code == 404
    assert staff.get(reverse(f"{URL}:compare", args=(lecture.pk, "video"))).status_code == 404


def test_a_large_original_in_a_bucket_is_fetched_by_a_job_not_by_a_page(
    staff: Client, lecture: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_frame, "stored_path", lambda _source: None)
    monkeypatch.setattr(take_frame, "FETCHED_AT_ONCE", 1000)
    address = reverse(f"{URL}:compare", args=(lecture.pk, "video")) + "?at=1"
    for _ in range(2):
        assert "being fetched" in staff.get(address).content.decode()
        assert frame(staff, lecture, "original", 1).status_code == 404
    job = Job.objects.get(kind="media.frame", payload__source=lecture.original.sha256)
    run_job(job.uuid)
    assert "being fetched" not in staff.get(address).content.decode()
    assert shown_slide(frame(staff, lecture, "original", 1)) == 1
