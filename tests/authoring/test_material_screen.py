"""Bringing material in from Wagtail: what would come of it is shown first; an edition is taken away as a file."""

import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.authoring.api import make_edition
from courses.authoring.models import CoursePage, LessonPage
from courses.authoring.staff.material import short_name
from tests.authoring.portable.conftest import archived
from tests.factories.authoring import make_admin, make_course, make_small_course, make_trainer

pytestmark = pytest.mark.django_db

FOLDER = {
    "course/01-colour.md": "---\ntitle: Colour\n---\n\nLook at the *sign*.\n",
    "course/02-letters.md": "# Letters\n\nFew words.\n",
    "__MACOSX/course/._01-colour.md": "rubbish",
}


def package(members: dict[str, str], *, link: bool = False) -> SimpleUploadedFile:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if link else 0o644 << 16
            archive.writestr(info, content)
    return SimpleUploadedFile("course.zip", out.getvalue())


def at(course: CoursePage) -> str:
    return reverse("hunar_courses_staff:material", args=[course.key])


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined]
    return client


def test_a_folder_is_shown_first_and_comes_in_as_drafts() -> None:
    course = make_course()
    client = signed_in(make_trainer(course))
    said = client.post(at(course), {"file": package(FOLDER)})
    assert "2 lessons would be made" in said.content.decode()
    assert LessonPage.objects.count() == 0
    client.post(at(course), {"apply": said.context["seen"].token})
    assert sorted(LessonPage.objects.values_list("title", "live")) == [("Colour", False), ("Letters", False)]
    again = client.post(at(course), {"file": package(FOLDER)}).context["seen"].result
    assert (len(again.unchanged), again.made, again.changed) == (2, (), ())


@pytest.mark.parametrize("name", ["../outside.md", "/etc/outside.md", "a\\..\\outside.md", "C:/outside.md"])
def test_a_zip_that_points_outside_is_refused(name: str) -> None:
    course = make_course()
    said = signed_in(make_trainer(course)).post(at(course), {"file": package({name: "# Outside"})})
    assert "points outside" in said.content.decode()


def test_a_link_in_a_zip_is_refused() -> None:
    course = make_course()
    said = signed_in(make_trainer(course)).post(at(course), {"file": package({"a.md": "/etc/passwd"}, link=True)})
    assert "points outside" in said.content.decode()


def test_what_was_looked_at_is_hers_and_for_that_course_alone() -> None:
    course, other = make_course(), make_course()
    trainer = make_trainer(course)
    token = signed_in(trainer).post(at(course), {"file": package(FOLDER)}).context["seen"].token
    assert signed_in(make_trainer(course)).post(at(course), {"apply": token}).status_code in (302, 403)
    assert signed_in(make_admin(other)).post(at(other), {"apply": token}).status_code in (302, 403)
    assert signed_in(trainer).post(at(course), {"apply": token + "x"}).status_code in (302, 403)
    assert LessonPage.objects.count() == 0


def test_another_courses_trainer_finds_nothing_there() -> None:
    course = make_course()
    client = signed_in(make_trainer(make_course()))
    assert client.get(at(course)).status_code == 404
    assert client.post(at(course), {"file": package(FOLDER)}).status_code == 404


def test_an_edition_is_taken_away_by_who_administers_it() -> None:
    course = make_small_course()
    edition = make_edition(course, by=None)
    address = reverse("hunar_courses_staff:export", args=[course.key, edition.uuid])
    admin = signed_in(make_admin(course))
    taken = admin.post(address)
    assert b"".join(taken.streaming_content) == archived(edition)
    assert admin.get(address).status_code == 405
    assert signed_in(make_trainer(course)).post(address).status_code in (302, 403)
    assert signed_in(make_admin(make_course())).post(address).status_code == 404


def test_two_long_names_stay_two_and_a_short_one_is_kept() -> None:
    first, second = (Path(f"{'woodwork ' * 9}lesson {number}.docx") for number in ("one", "two"))
    assert short_name(first) != short_name(second)
    assert all(len(short_name(name)) < 70 and short_name(name).endswith(".docx") for name in (first, second))
    assert short_name(Path("درس.docx")) == "درس.docx"
