"""Bringing in a course from Wagtail: who may, what is refused at the field, and what the page says until it ended."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.authoring.models import CoursePage
from courses.authoring.staff import imports
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.runner import run
from lms.people.api import Scope, assign_role
from lms.people.models import Person
from tests.factories.authoring import make_admin, make_catalogue, make_course, make_person, make_small_course, with_role
from tests.factories.running import make_programme

pytestmark = pytest.mark.django_db
LIST, SCREEN = "/cms/courses/", "/cms/courses/import/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def zipped(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("course.zip", content)}


@pytest.fixture
def admin() -> Client:
    """A programme admin of another course."""
    return signed_in(make_admin(make_course("Somebody's course")))


def test_a_button_leads_there_for_those_who_may(admin: Client) -> None:
    assert SCREEN in admin.get(LIST).content.decode()
    assert "As a file" in admin.get(SCREEN).content.decode()
    assert SCREEN not in signed_in(with_role("trainer", make_small_course())).get(LIST).content.decode()


def test_the_menu_leads_there_before_there_is_any_course() -> None:
    person = make_person()
    assign_role(person, "programme_admin", Scope("programme", make_programme().uuid), by=None)
    assert f'"url": "{LIST}"' in signed_in(person).get("/cms/").content.decode().replace("&quot;", '"')
    assert SCREEN in signed_in(person).get(LIST).content.decode()


@pytest.mark.parametrize("role", ["trainer", "releasing_trainer", "reviewer"])
def test_others_are_sent_away(afar: bytes, role: str) -> None:
    client = signed_in(with_role(role, make_small_course()))
    files = StoredFile.objects.count()
    for said in (client.get(SCREEN), client.post(SCREEN, zipped(afar))):
        assert said.status_code in (302, 403)
    assert (Job.objects.count(), StoredFile.objects.count()) == (0, files)


def test_a_stranger_is_asked_to_sign_in(afar: bytes) -> None:
    said = Client().post(SCREEN, zipped(afar))
    assert said.status_code == 302
    assert said["Location"].startswith("/sign-in/")
    assert (Job.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("held_in_memory", [0, 10_000_000])
def test_it_is_sent_watched_and_found_among_the_courses(
    afar: bytes, admin: Client, settings: Any, held_in_memory: int
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = held_in_memory
    waiting = admin.post(SCREEN, zipped(afar), follow=True)
    assert waiting["Refresh"] == "2"
    assert "Bringing it in: 0 % done" in waiting.content.decode()
    assert not CoursePage.objects.filter(title="Sign painting").exists()
    job = Job.objects.get()
    run(job.uuid)
    done = admin.get(f"{SCREEN}{job.uuid}/")
    course = CoursePage.objects.get(title="Sign painting", locale__language_code="en")
    lessons = f"/cms/courses/{course.key}/lessons/"
    assert "Refresh" not in done
    assert "She releases it" in done.content.decode()
    assert lessons in done.content.decode()
    assert admin.get(lessons).status_code == 200
    assert "Sign painting" in admin.get(LIST).content.decode()
    assert f"{SCREEN}{job.uuid}/" in admin.get(SCREEN).content.decode()


@pytest.mark.parametrize("content", [b"no zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused_at_the_field(admin: Client, content: bytes) -> None:
    said = admin.post(SCREEN, zipped(content))
    assert said.context["form"].errors["file"]
    assert "Nothing was kept" in said.content.decode()
    assert (Job.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_cut_short_is_refused_at_the_field(afar: bytes, admin: Client) -> None:
    assert "it is damaged" in admin.post(SCREEN, zipped(afar[:-100])).content.decode()
    assert (Job.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_too_large_for_a_browser_names_the_command(
    afar: bytes, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "LARGEST", len(afar) - 1)
    assert "manage.py import_edition FILE" in admin.post(SCREEN, zipped(afar)).content.decode()
    assert not StoredFile.objects.exists()


def test_a_failure_says_why_and_the_file_need_not_be_sent_again(afar: bytes) -> None:
    admin = signed_in(make_person(superuser=True))
    make_catalogue().delete()
    address = admin.post(SCREEN, zipped(afar))["Location"]
    job = Job.objects.get()
    run(job.uuid)
    failed = admin.get(address).content.decode()
    assert "There is no catalogue page in “en” here yet" in failed
    assert "No page was made" in failed
    make_catalogue()
    assert admin.post(address)["Location"] == address
    run(job.uuid)
    assert "is here" in admin.get(address).content.decode()


def test_a_failure_whose_file_was_swept_asks_for_it_again(afar: bytes, admin: Client) -> None:
    address = admin.post(SCREEN, zipped(afar))["Location"]
    StoredFile.objects.all().delete()
    run(Job.objects.get().uuid)
    failed = admin.get(address).content.decode()
    assert "was cleared away" in failed
    assert "Try again" not in failed
    assert admin.post(address)["Location"] == SCREEN
    assert admin.get(f"{SCREEN}{make_person().uuid}/").status_code == 404
