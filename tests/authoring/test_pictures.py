"""A picture becomes small once, when it comes in; nothing of the phone that took it comes along."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.documents import get_document_model

from courses.authoring.api import NotReleasable, compile_course, edition_file, fragment, load_manifest, make_edition
from courses.authoring.models import Handout, LessonPage, Picture
from courses.authoring.pictures import UnreadablePicture, clean_svg, keep_picture
from courses.authoring.pictures.drawing import drawn_svg
from courses.authoring.pictures.shrink import shrink
from courses.authoring.rights import collection_of
from lms.foundation.api import read_stored
from tests.factories.authoring import fill, image_block, make_image, make_small_course

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def photo(width: int = 1200, height: int = 800, **exif: Any) -> bytes:
    """A JPEG with a camera's notes in it."""
    picture = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    notes = Image.Exif()
    notes[MAKE] = "CANARY-CAMERA"
    notes[ORIENTATION] = 6
    out = BytesIO()
    picture.save(out, "JPEG", exif=notes, quality=95)
    return out.getvalue()


def show(course: Any, *blocks: dict[str, Any]) -> LessonPage:
    """Publish these blocks as the first lesson's text."""
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    fill(lesson, *blocks).save_revision().publish()
    return lesson


def test_a_photo_stands_upright_is_small_and_tells_nothing() -> None:
    small, large = shrink(photo())
    assert (small.width, small.height) == (800, 1200)
    assert large is None
    assert b"CANARY" not in small.data
    with Image.open(BytesIO(small.data)) as opened:
        assert (opened.format, dict(opened.getexif())) == ("WEBP", {})
    assert len(small.data) < len(photo()) / 3


def test_a_wide_screenshot_has_a_large_one_beside_the_phones() -> None:
    small, large = shrink(photo(3000, 4000))
    assert large is not None
    assert (small.width, large.width) == (720, 1600)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<html>"])
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        shrink(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened() -> None:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(UnreadablePicture, match="40 million"):
        shrink(out.getvalue())


HOSTILE = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:ink="http://ink" width="10cm" height="5cm" onload="bad()" ink:note="CANARY">
<script>bad()</script><foreignObject><body onclick="bad()"/></foreignObject><a href="javascript:bad()"><rect/></a>
<style>@import url(http://elsewhere/a.css); rect{fill:url(http://elsewhere/b)} .ok{fill:url(#here)}</style>
<image xlink:href="http://elsewhere/p.png"/><image href="data:image/png;base64,AAAA"/><use href="#here"/>
<use xlink:href="other.svg#x"/><animate attributeName="href" to="javascript:bad()"/>
<rect id="here" style="fill:url('http://elsewhere/c')" ink:label="x"/></svg>"""


def test_a_drawing_keeps_its_shapes_and_nothing_that_runs_or_fetches() -> None:
    clean = clean_svg(HOSTILE).decode()
    for word in ("script", "bad(", "elsewhere", "foreignObject", "onload", "CANARY", "animate", "other.svg"):
        assert word not in clean, word
    assert 'href="#here"' in clean
    assert "data:image/png" in clean
    assert "url(#here)" in clean
    drawn = drawn_svg(HOSTILE)
    assert (drawn.width, drawn.height) == (378, 189)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b'<!DOCTYPE s [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&c;</svg>',
        b"<svg " + b" " * 2_000_001 + b"/>",
    ],
)
def test_a_broken_or_greedy_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        clean_svg(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(HOSTILE) - 1), st.binary(max_size=6))
def test_a_spoilt_drawing_is_clean_or_refused(at: int, junk: bytes) -> None:
    try:
        clean = clean_svg(HOSTILE[:at] + junk + HOSTILE[at:])
    except UnreadablePicture:
        return
    assert not re.search(rb"<script|<foreignObject|\son\w+\s*=", clean)


@pytest.mark.django_db
def test_an_upload_is_kept_at_once_and_the_same_bytes_once() -> None:
    course = make_small_course()
    image = make_image(course, photo())
    twin = make_image(course, photo(), "b.jpg")
    picture = Picture.objects.get(file_hash=image.get_file_hash())
    assert keep_picture(twin) == picture
    assert picture.small.content_type == "image/webp"


@pytest.mark.django_db
def test_a_picture_stands_in_the_fragment_the_manifest_and_the_edition() -> None:
    course = make_small_course()
    image = make_image(course, photo(3000, 4000))
    lesson = show(course, image_block(image, alt='A "sign"', caption="Green on white"))
    edition = make_edition(course, by=None)
    small, large = load_manifest(edition).activity(lesson.key).files_in("en")
    words = fragment(edition, lesson.key, "en")
    assert (small["role"], large["role"]) == ("picture", "picture-large")
    assert f'<img src="files/{small["sha256"]}.webp" width="720"' in words
    assert 'alt="A &quot;sign&quot;" loading="lazy"' in words
    assert f'<a href="files/{large["sha256"]}.webp">Larger <bdi dir="ltr">' in words
    for file in (small, large):
        assert len(read_stored(edition_file(edition, file["sha256"]))) == file["bytes"]


@pytest.mark.django_db
def test_compiling_encodes_nothing(monkeypatch: Any) -> None:
    course = make_small_course()
    show(course, image_block(make_image(course, photo())))
    before = compile_course(course).hash

    def fail(*_args: Any, **_more: Any) -> None:
        raise AssertionError("encoded while compiling")

    monkeypatch.setattr(Image.Image, "save", fail)
    monkeypatch.setattr("courses.authoring.pictures.keep.shrink", fail)
    assert compile_course(course).hash == before


@pytest.mark.django_db
def test_what_is_gone_keeps_the_course_back() -> None:
    course = make_small_course()
    image = make_image(course, photo())
    show(course, image_block(image))
    image.delete()
    with pytest.raises(NotReleasable, match="A picture in it is gone"):
        compile_course(course)


@pytest.mark.django_db
def test_a_picture_that_was_there_before_is_kept_when_a_lesson_shows_it() -> None:
    course = make_small_course()
    image = make_image(course, photo())
    Picture.objects.all().delete()
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    fill(lesson, image_block(image)).save()
    with pytest.raises(NotReleasable):
        compile_course(course)
    show(course, image_block(image))
    assert compile_course(course)


@pytest.mark.django_db
def test_a_handout_is_a_link_with_its_kind_and_weight() -> None:
    course = make_small_course()
    document = get_document_model().objects.create(
        title="Prices", file=ContentFile(b"a,b\n" * 9000, "My CANARY prices.csv"), collection=collection_of(course.key)
    )
    lesson = show(course, {"type": "download", "value": {"document": document.pk, "label": "Price list"}})
    words = fragment(make_edition(course, by=None), lesson.key, "en")
    sha = Handout.objects.get().stored.sha256
    assert f'<a href="files/{sha}.csv" download="hunar-{sha[:6]}.csv">Price list (CSV, <bdi dir="ltr">0.04 MB' in words
    assert "CANARY" not in words
