"""An archive from a stranger: refused with a sentence, nothing written where it says, nothing half brought in."""

import json
import stat
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from wagtail.images import get_image_model

from courses.authoring.actions.import_edition import import_edition
from courses.authoring.models import CoursePage, Edition, LessonPage
from courses.authoring.portable.archive import MANIFEST, SOURCE, BadArchive
from lms.foundation.api import canonical_json
from tests.authoring.portable.conftest import forget, packed, parts
from tests.factories.authoring import make_admin, make_person, make_small_course, make_trainer
from tests.mutations import mutated, rounds

pytestmark = pytest.mark.django_db


def refused(archive: bytes) -> str:
    before = (CoursePage.objects.count(), LessonPage.objects.count(), get_image_model().objects.count())
    with pytest.raises(BadArchive) as reason:
        import_edition(BytesIO(archive), by=None)
    assert (CoursePage.objects.count(), LessonPage.objects.count(), get_image_model().objects.count()) == before
    assert Edition.objects.count() == 0
    assert str(reason.value)
    return str(reason.value)


def test_what_is_sound_comes_in(foreign: bytes) -> None:
    course = import_edition(BytesIO(foreign), by=None)
    assert Edition.objects.get().course_key == course.key
    assert LessonPage.objects.descendant_of(course).count() == 3


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "files\\evil.webp", "files/../evil.webp", "C:evil", "files/x\0.webp", "évil"]
)
def test_a_name_that_is_not_one_of_ours(foreign: bytes, name: str, tmp_path: Path) -> None:
    assert "no course has" in refused(packed(parts(foreign) | {name: b"evil"}))
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_file_of_the_server(foreign: bytes) -> None:
    members = parts(foreign)
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = ZipInfo(name)
            if name.startswith("files/"):
                info.external_attr, content = (stat.S_IFLNK | 0o777) << 16, b"/etc/passwd"
            archive.writestr(info, content)
    assert "no course has" in refused(out.getvalue())


def test_a_bomb_is_refused_before_it_is_opened(foreign: bytes) -> None:
    members = parts(foreign) | {"files/" + "0" * 64 + ".bin": bytes(50_000_000)}
    assert len(packed(members, ZIP_DEFLATED)) < 5_000_000
    refused(packed(members, ZIP_DEFLATED))


def test_members_that_share_the_same_bytes_claim_more_than_there_is(foreign: bytes) -> None:
    claimed = bytearray(foreign)
    at = claimed.rfind(b"PK\x01\x02")
    claimed[at + 20 : at + 28] = (2**31).to_bytes(4, "little") * 2
    assert "more than it has" in refused(bytes(claimed))


def test_a_changed_byte_in_a_file(foreign: bytes) -> None:
    members = parts(foreign)
    name = next(name for name in members if name.endswith(".webp"))
    members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])
    assert "damaged" in refused(packed(members))


def test_a_missing_part_or_file(foreign: bytes) -> None:
    members = parts(foreign)
    for name in (MANIFEST, SOURCE, next(name for name in members if name.endswith(".webp"))):
        assert refused(packed({key: value for key, value in members.items() if key != name}))


def changed(archive: bytes, name: str, change: Callable[[Any], Any]) -> bytes:
    members = parts(archive)
    value = json.loads(members[name])
    change(value)
    members[name] = canonical_json(value)
    return packed(members)


def other_words(source: Any) -> None:
    source["modules"][0]["activities"][0]["pages"][0]["title"] = "Another title"


def a_field_of_wagtail(source: Any) -> None:
    source["modules"][0]["activities"][0]["pages"][0]["fields"]["live"] = False


def another_model(source: Any) -> None:
    source["modules"][0]["activities"][0]["model"] = "hunar_courses.CataloguePage"


def a_model_of_elsewhere(source: Any) -> None:
    source["modules"][0]["activities"][0]["model"] = "auth.User"


def a_room_that_is_not_here(source: Any) -> None:
    source["rooms"]["payments"] = {"pay": True}


def minutes_of_words(source: Any) -> None:
    source["modules"][0]["activities"][0]["pages"][0]["fields"]["minutes"] = "many"


def a_language_nobody_speaks(source: Any) -> None:
    source["course"]["pages"][0]["language"] = "xx"


def an_image_from_nowhere(source: Any) -> None:
    body = source["modules"][0]["activities"][0]["pages"][0]["fields"]["body"]
    body[1]["value"]["image"] = "0" * 64


@pytest.mark.parametrize(
    "change",
    [
        other_words,
        a_field_of_wagtail,
        another_model,
        a_model_of_elsewhere,
        a_room_that_is_not_here,
        minutes_of_words,
        a_language_nobody_speaks,
        an_image_from_nowhere,
    ],
)
def test_a_source_that_says_something_else_than_the_edition(foreign: bytes, change: Callable[[Any], None]) -> None:
    refused(changed(foreign, SOURCE, change))


def test_a_script_in_its_words_never_becomes_a_fragment(foreign: bytes) -> None:
    def spoil(source: Any) -> None:
        source["modules"][0]["activities"][0]["pages"][0]["fields"]["body"][0]["value"] = "<script>bad()</script>"

    assert "do not make the edition" in refused(changed(foreign, SOURCE, spoil))


def test_a_drawing_with_a_script_in_it(foreign: bytes) -> None:
    members = parts(foreign)
    name = next(name for name in members if name.endswith(".svg"))
    members[name] = members[name].replace(b"<rect", b"<script/><rect")
    refused(packed(members))


def test_whoever_brings_it_in_does_not_release_it(foreign: bytes) -> None:
    admin = make_person(superuser=True)
    course = import_edition(BytesIO(foreign), by=admin)
    assert Edition.objects.count() == 0
    from courses.authoring.actions.release import make_edition
    from courses.authoring.four_eyes import OwnWords

    with pytest.raises(OwnWords):
        make_edition(course, by=admin)
    assert make_edition(course, by=make_admin(course)).number == 1


def test_a_trainer_brings_nothing_in(foreign: bytes) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        import_edition(BytesIO(foreign), by=make_trainer(make_small_course()))


def spoilt_archives(archive: bytes) -> Iterator[bytes]:
    """Damaged forms of a real archive: its parts wounded and packed as ours are, and the whole file wounded."""
    members = parts(archive)
    words = [b'"fields"', b'"mirrors":true', b'"pages":[]', b"null", b"1e999", b"[[[[", b'"key":', b'"image":7']
    seeds = [members[SOURCE], members[MANIFEST], archive]
    for number, damaged in enumerate(mutated(seeds, rounds(10_000), words=words)):
        part = (SOURCE, MANIFEST, None)[number % 3]
        yield packed(members | {part: damaged}) if part else damaged


def test_damaged_archives_are_refused_or_whole(foreign: bytes) -> None:
    for number, damaged in enumerate(spoilt_archives(foreign)):
        before = CoursePage.objects.count()
        try:
            course = import_edition(BytesIO(damaged), by=None)
        except BadArchive:
            assert (CoursePage.objects.count(), Edition.objects.count()) == (before, 0), number
        else:
            assert LessonPage.objects.descendant_of(course).count() == 3, number
            forget(course)
