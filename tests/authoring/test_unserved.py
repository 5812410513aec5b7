"""Pages are for authors: no way of Wagtail's leads a visitor to a module or a lesson."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.api.querysets import get_public_pages_queryset
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from courses.authoring.models import CoursePage, LessonPage, ModulePage
from lms.foundation.api import read_stored
from tests.factories.authoring import make_course, make_guide, make_lesson, make_module, make_person, make_recording

pytestmark = pytest.mark.django_db
CANARY = "canarylesson"


@pytest.fixture
def lesson() -> LessonPage:
    course = make_course("Public course", slug="public-course")
    return make_lesson(
        make_module(course, f"Module {CANARY}", slug="module"), f"Lesson {CANARY}", slug="lesson", text=CANARY
    )


def anonymous(path: str = "/", **query: str) -> Any:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.backends.db import SessionStore

    request = RequestFactory().get(path, query)
    request.user, request.session = AnonymousUser(), SessionStore()
    return request


def test_the_course_is_served_and_what_is_below_it_is_not(lesson: LessonPage, client: Client) -> None:
    reply = client.get("/courses/public-course/")
    assert reply.status_code == 200
    assert CANARY not in reply.content.decode()
    unknown = client.get("/courses/public-course/nothing/")
    for path in ("module/", "module/lesson/", "lesson/"):
        refused = client.get(f"/courses/public-course/{path}")
        assert refused.status_code == unknown.status_code == 404
        assert CANARY not in refused.content.decode()


def test_not_even_a_superuser_is_served_one(lesson: LessonPage, client: Client) -> None:
    client.force_login(make_person(superuser=True).user)
    assert client.get("/courses/public-course/module/lesson/").status_code == 404


def test_modules_and_lessons_have_no_address_and_no_sitemap_entry(lesson: LessonPage) -> None:
    for page in (lesson, lesson.get_parent().specific):
        assert page.get_url_parts() is None
        assert page.url is None
        assert page.get_sitemap_urls() == []
        for way in (lambda page=page: page.route(anonymous(), []), lambda page=page: page.serve(anonymous())):
            with pytest.raises(Http404):
                way()


def test_the_sitemap_names_the_course_and_nothing_below(lesson: LessonPage) -> None:
    urls = Sitemap(anonymous()).get_urls(site=SimpleNamespace(domain="testserver"))
    assert [url["location"] for url in urls if "course" in url["location"]]
    assert not [url for url in urls if "lesson" in url["location"] or "module" in url["location"]]


@pytest.mark.parametrize("words", [CANARY, "Lesson", "Module"])
def test_no_search_finds_one(lesson: LessonPage, words: str) -> None:
    for page in Page.objects.exclude(depth=1):
        insert_or_update_object(page)
    backend = get_search_backend()
    assert not [*backend.search(words, Page.objects.all()), *backend.autocomplete(words, Page.objects.all())]
    assert [page.title for page in Page.objects.search("Public")] == ["Public course"]


def test_rebuilding_the_index_finds_none_either(lesson: LessonPage) -> None:
    assert not LessonPage.get_indexed_objects().exists()
    assert not ModulePage.get_indexed_objects().exists()
    assert CoursePage.get_indexed_objects().exists()


def test_public_listings_leave_them_out(lesson: LessonPage) -> None:
    titles = list(Page.objects.live().public().values_list("title", flat=True))
    assert "Public course" in titles
    assert not any(CANARY in title for title in titles)


def test_the_queryset_of_both_apis_leaves_them_out(lesson: LessonPage) -> None:
    titles = list(get_public_pages_queryset(anonymous()).values_list("title", flat=True))
    assert "Public course" in titles
    assert not any(CANARY in title for title in titles)


@pytest.mark.urls("tests.authoring.host_urls")
@pytest.mark.parametrize("version", ["v2", "v3"])
@pytest.mark.parametrize(
    "query", ["", "type=hunar_courses.LessonPage", f"search={CANARY}", "html_path=/public-course/"]
)
def test_the_mounted_apis_say_nothing_of_them(lesson: LessonPage, client: Client, version: str, query: str) -> None:
    listing = f"/api/{version}/pages/"
    assert "Public course" in client.get(listing).content.decode()
    assert f"Lesson {CANARY}" not in client.get(f"{listing}?{query}").content.decode()


@pytest.mark.urls("tests.authoring.host_urls")
@pytest.mark.parametrize("address", ["/api/v2/pages/{}/", "/api/v3/pages/{}/", "/api/v2/pages/find/?id={}"])
def test_the_mounted_apis_know_no_lesson_by_number(lesson: LessonPage, client: Client, address: str) -> None:
    for page in (lesson, lesson.get_parent()):
        assert client.get(address.format(page.pk)).status_code == 404
    assert client.get(address.format(lesson.get_parent().get_parent().pk)).status_code in {200, 302}


@pytest.mark.urls("tests.authoring.host_urls")
def test_the_mounted_api_finds_no_lesson_by_its_path(lesson: LessonPage, client: Client) -> None:
    assert client.get("/api/v2/pages/find/?html_path=/public-course/").status_code == 302
    assert client.get("/api/v2/pages/find/?html_path=/public-course/module/lesson/").status_code == 404


def test_pages_made_by_copying_and_translating_are_hidden_from_their_first_moment(lesson: LessonPage) -> None:
    module = lesson.get_parent().specific
    copy = module.copy(recursive=True, update_attrs={"slug": "again", "title": "Again"})
    hidden = Page.objects.descendant_of(copy, inclusive=True)
    assert hidden.count() == 2
    assert not hidden.public().exists()


def test_a_draft_course_is_not_served(client: Client) -> None:
    make_course("Draft", live=False, slug="draft")
    assert client.get("/courses/draft/").status_code == 404


def test_an_unpublished_guide_is_gone_with_its_recording(client: Client) -> None:
    guide = make_guide(slug="how", recording=make_recording())
    stored = guide.spoken_files()[0]
    address = reverse("hunar_courses:guide_file", args=[guide.key, "en", stored.name])
    assert client.get("/courses/how/").status_code == 200
    heard = client.get(address)
    assert (heard.status_code, b"".join(heard)) == (200, read_stored(stored))
    for close in heard._resource_closers:  # ``close()`` itself would end the test's database connection
        close()
    assert client.get(address.replace(stored.sha256, "0" * 64)).status_code == 404
    guide.unpublish()
    assert client.get(address).status_code == 404
    assert client.get("/courses/how/").status_code == 404
