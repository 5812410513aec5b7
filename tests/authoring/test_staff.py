"""Staff screens: the menu leads to every course of hers, and two more clicks release one."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.actions.release import make_edition
from courses.authoring.jobs import release_course
from courses.authoring.models import CoursePage, Edition, LessonPage
from lms.foundation.models import Job
from lms.people.models import Person
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_lesson,
    make_module,
    make_person,
    make_recording,
    make_small_course,
    make_trainer,
    translate,
)

pytestmark = pytest.mark.django_db


class Run:
    """A job's run that nobody watches."""

    def progress(self, percent: int, note: str = "") -> None:
        """Nothing."""


def sign_in(client: Client, person: Person) -> Client:
    client.force_login(person.user)
    return client


def test_the_menu_leads_to_the_courses_and_a_list_to_each(client: Client) -> None:
    course = make_small_course("Graphic design")
    translate(course)
    sign_in(client, make_admin(course))
    assert 'href="/cms/courses/"' in client.get("/cms/").content.decode().replace("&quot;", '"').replace(
        '"url": "/cms/courses/"', 'href="/cms/courses/"'
    )
    said = client.get("/cms/courses/").content.decode()
    assert said.count("Graphic design") == 1
    assert "English" in said
    assert "اردو" in said
    assert "Not released yet" in said
    for address in (f"/cms/courses/{course.key}/release/", f"/cms/pages/{course.pk}/edit/"):
        assert address in said


def test_a_trainer_sees_editions_but_no_release(client: Client) -> None:
    course = make_small_course()
    sign_in(client, make_trainer(course))
    assert "/release/" not in client.get("/cms/courses/").content.decode()
    assert client.get(f"/cms/courses/{course.key}/editions/").status_code == 200
    assert client.get(f"/cms/courses/{course.key}/release/").status_code == 302
    assert client.post(f"/cms/courses/{course.key}/release/").status_code == 302
    assert not Job.objects.exists()


def test_somebody_elses_course_is_unknown(client: Client) -> None:
    course = make_small_course()
    sign_in(client, make_admin(make_course()))
    assert client.get(f"/cms/courses/{course.key}/release/").status_code == 404
    assert client.get(f"/cms/courses/{course.key}/editions/").status_code == 404


def test_releasing_asks_first_then_shows_the_job_then_the_edition(client: Client) -> None:
    course = make_small_course()
    admin = make_admin(course)
    sign_in(client, admin)
    asked = client.get(f"/cms/courses/{course.key}/release/")
    assert '<form method="post">' in asked.content.decode()
    assert not Job.objects.exists()
    waiting = client.post(f"/cms/courses/{course.key}/release/", follow=True)
    job = Job.objects.get()
    assert (job.created_by_person, waiting["Refresh"]) == (admin.uuid, "2")
    assert "Releasing: 0 % done" in waiting.content.decode()
    release_course(Run(), **job.payload)
    Job.objects.update(state="done", progress=100)
    done = client.get(f"/cms/courses/{course.key}/release/{job.uuid}/")
    assert "Refresh" not in done
    assert "Edition 1 is what trainees" in done.content.decode()
    listed = client.get(f"/cms/courses/{course.key}/editions/").content.decode()
    assert Edition.objects.get().hash[:12] in listed
    assert admin.display_name in listed


def test_what_stands_against_a_release_is_listed_with_the_way_to_each_page(client: Client) -> None:
    course = make_course("Half done")
    lesson = make_lesson(
        make_module(course), "Waiting for its lecture", recording=make_recording(course, state="waiting")
    )
    sign_in(client, make_admin(course))
    said = client.get(f"/cms/courses/{course.key}/release/").content.decode()
    assert f'<a href="/cms/pages/{lesson.pk}/edit/">Waiting for its lecture</a>' in said
    assert "still being processed" in said
    assert '<form method="post">' not in said


def test_a_release_that_failed_says_why_and_that_nothing_changed(client: Client) -> None:
    course = make_small_course()
    sign_in(client, make_admin(course))
    client.post(f"/cms/courses/{course.key}/release/")
    Job.objects.update(state="failed", error="First: It has neither text nor a lecture.")
    said = client.get(f"/cms/courses/{course.key}/release/{Job.objects.get().uuid}/").content.decode()
    assert "First: It has neither text nor a lecture." in said
    assert "Nothing was changed" in said


def test_a_job_of_another_course_is_unknown_here(client: Client) -> None:
    one, two = make_small_course(), make_small_course()
    sign_in(client, make_admin(one)).post(f"/cms/courses/{one.key}/release/")
    sign_in(client, make_admin(two))
    assert client.get(f"/cms/courses/{two.key}/release/{Job.objects.get().uuid}/").status_code == 404


def test_the_courses_own_page_offers_release_and_editions(client: Client) -> None:
    course = make_small_course()
    for person, offered in ((make_admin(course), True), (make_trainer(course), False)):
        sign_in(client, person)
        said = client.get(f"/cms/pages/{course.pk}/edit/").content.decode()
        assert (f"/cms/courses/{course.key}/release/" in said) is offered
        assert f"/cms/courses/{course.key}/editions/" in said


def test_a_superuser_without_a_person_is_told_no_and_nothing_breaks(client: Client) -> None:
    course = make_small_course()
    superuser = make_person(superuser=True)
    sign_in(client, superuser)
    assert client.get(f"/cms/courses/{course.key}/release/").status_code == 200
    superuser.delete()
    assert client.get("/cms/courses/").status_code == 200
    assert client.post(f"/cms/courses/{course.key}/release/").status_code == 302
    assert not Job.objects.exists()


def preview(client: Client, page: Any) -> str:
    return client.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()


def test_a_draft_is_previewed_as_a_phone_shows_it(client: Client) -> None:
    course = make_small_course()
    lesson = LessonPage.objects.descendant_of(course).first()
    lesson.recording = make_recording(course)
    lesson.body = [{"type": "paragraph", "value": "<p>Only a draft.</p>"}]
    lesson.save_revision()
    said = preview(sign_in(client, make_trainer(course)), lesson)
    assert "<p>Only a draft.</p>" in said
    assert '<div class="prose" lang="en" dir="ltr">' in said
    assert "<audio" in said
    assert lesson.preview_sizes[0]["device_width"] == 360


def test_a_lecture_that_is_not_ready_says_so_in_the_preview(client: Client) -> None:
    course = make_small_course()
    lesson = LessonPage.objects.descendant_of(course).first()
    lesson.recording = make_recording(course, state="waiting")
    lesson.save_revision()
    assert "still being processed" in preview(sign_in(client, make_trainer(course)), lesson)


def test_an_urdu_page_is_previewed_from_the_right(client: Client) -> None:
    course = make_small_course()
    urdu = translate(
        LessonPage.objects.descendant_of(course).first(), body=[{"type": "paragraph", "value": "<p>اردو</p>"}]
    )
    said = preview(sign_in(client, make_trainer(course)), urdu)
    assert '<div class="prose" lang="ur" dir="rtl">\n<p>اردو</p>' in said
    assert '<html lang="ur" dir="rtl">' in said


def test_an_empty_lesson_can_be_previewed(client: Client) -> None:
    lesson = make_lesson(make_module(make_course()), body=[], live=False)
    course: CoursePage = lesson.get_parent().get_parent().specific
    assert preview(sign_in(client, make_trainer(course)), lesson)


def test_the_outline_leads_to_every_lesson_and_says_where_it_stands(client: Client) -> None:
    course = make_small_course(lessons=["Released", "Changed since"])
    lessons = list(LessonPage.objects.descendant_of(course).order_by("path"))
    make_edition(course, by=None)
    lessons[1].save_revision().publish()
    module = lessons[0].get_parent().specific
    make_lesson(module, "Only a draft", live=False)
    make_lesson(module, "Added since", recording=make_recording(course, state="waiting"))
    said = sign_in(client, make_trainer(course)).get(f"/cms/courses/{course.key}/lessons/").content.decode()
    rows = {
        title: said[said.index(title) :][:400] for title in ("Released", "Changed since", "Only a draft", "Added since")
    }
    assert f'<a href="/cms/pages/{lessons[0].pk}/edit/">Released</a>' in said
    assert "<td>Published</td>" in rows["Released"]
    assert "Published; not in edition 1 yet" in rows["Changed since"]
    assert "<td>Draft</td>" in rows["Only a draft"]
    assert "Published; not in edition 1 yet" in rows["Added since"]
    assert "<td>Waiting</td>" in rows["Added since"]
    assert f"/cms/pages/add/hunar_courses/lessonpage/{module.pk}/" in said
    assert f"/cms/pages/add/hunar_courses/modulepage/{course.pk}/" in said


def test_the_outline_of_a_translation_is_one_tap_away(client: Client) -> None:
    course = make_small_course()
    translate(LessonPage.objects.descendant_of(course).first(), title="پہلا")
    sign_in(client, make_trainer(course))
    said = client.get(f"/cms/courses/{course.key}/lessons/").content.decode()
    assert "?language=ur" in said
    assert "پہلا" not in said
    assert "پہلا" in client.get(f"/cms/courses/{course.key}/lessons/?language=ur").content.decode()


def test_publishing_a_lesson_leads_back_to_the_outline_and_a_draft_stays_in_the_editor(client: Client) -> None:
    course = make_small_course()
    lesson = LessonPage.objects.descendant_of(course).first()
    sign_in(client, make_admin(course))
    form = {"title": "New words", "slug": lesson.slug, "minutes": "5", "recording": "", "body-count": "0"}
    form |= {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    path = f"/cms/pages/{lesson.pk}/edit/"
    assert client.post(path, form).headers["Location"] == path
    published = client.post(path, form | {"action-publish": "1"})
    assert published.headers["Location"] == f"/cms/courses/{course.key}/lessons/?language=en"
    assert LessonPage.objects.get(pk=lesson.pk).title == "New words"


def test_the_outline_of_another_course_is_unknown(client: Client) -> None:
    course = make_small_course()
    sign_in(client, make_trainer(make_course()))
    assert client.get(f"/cms/courses/{course.key}/lessons/").status_code == 404
