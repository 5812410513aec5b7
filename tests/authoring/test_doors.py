"""A trainer asks every address of Wagtail about another course and learns nothing, not even a title."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Page
from wagtail.search.index import insert_or_update_object

from courses.authoring.models import CoursePage, LessonPage, ModulePage
from lms.people.models import Person
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_lesson,
    make_module,
    make_person,
    make_recording,
    make_trainer,
    translate,
)

pytestmark = pytest.mark.django_db
CANARY = "Canarybird"


@pytest.fixture
def other() -> CoursePage:
    """Another trainer's course, edited, so that logs and reports have something to say of it."""
    course = make_course(f"{CANARY} course")
    module = make_module(course, f"{CANARY} module")
    lesson = make_lesson(module, f"{CANARY} lesson", text=CANARY, recording=make_recording(course))
    author = make_admin(course).user
    for page in (course, module, lesson):
        page.title += " edited"
        page.save_revision(user=author, log_action=True).publish(user=author)
    translate(lesson, title=f"{CANARY} urdu")
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def mine() -> LessonPage:
    return make_lesson(make_module(make_course("Mine"), "My module"), "My lesson")


@pytest.fixture
def trainer(mine: LessonPage, other: CoursePage, client: Client) -> Person:
    """The trainer of ``mine``, signed in; everything is in the search index."""
    for page in Page.objects.exclude(depth=1):
        insert_or_update_object(page)
    person = make_trainer(mine.get_parent().get_parent().specific)
    client.force_login(person.user)
    client.raise_request_exception = False  # what fails must be silent too
    return person


def addresses(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Every named address below the admin, as ``namespace:name``."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each.url_patterns, inner)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{space}{each.name}"


def tries(page: Page, mine: Page) -> list[dict[str, Any]]:
    """The ways in which an address may name a page."""
    both = [
        {"page_to_move_id": page.pk, "destination_id": mine.pk},
        {"page_to_move_id": mine.pk, "destination_id": page.pk},
    ]
    names = ["page_id", "parent_page_id", "page_to_move_id", "parent_id", "pk", "object_id"]
    revision = {"revision_id": page.latest_revision_id or 1}
    compare = {"pk": page.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}
    model = {"content_type_app_name": "hunar_courses", "content_type_model_name": "lessonpage"}
    choose = {"app_label": "hunar_courses", "model_name": "lessonpage"}
    create = model | {"parent_page_id": page.pk}
    return [
        {},
        *({name: page.pk} for name in names),
        *both,
        {"page_id": page.pk} | revision,
        compare,
        model,
        choose,
        create,
    ]


def ask(client: Client, path: str) -> str:
    """What a browser and a script are told there."""
    replies = [client.get(path), client.get(path, headers={"x-requested-with": "XMLHttpRequest"})]
    return "".join(b"".join(reply).decode(errors="replace") for reply in replies)


def test_no_address_of_the_admin_says_a_word_of_another_course(
    trainer: Person, other: CoursePage, mine: LessonPage, client: Client
) -> None:
    asked = set()
    for name in set(addresses(admin_urls.urlpatterns)):
        for page in (other, other.get_descendants().last()):
            for arguments in tries(page, mine):
                try:
                    path = reverse(name, kwargs=arguments)
                except NoReverseMatch:
                    continue
                if path not in asked and "logout" not in path and "failwhale" not in path:
                    asked.add(path)
                    assert CANARY not in b"".join(client.get(path)).decode(errors="replace"), path
    assert len(asked) > 250


LISTINGS = [
    "/cms/choose-page/",
    "/cms/choose-page/?page_type=hunar_courses.LessonPage",
    "/cms/choose-page/?page_type=hunar_courses.CoursePage&allow_external_link=true",
    "/cms/choose-page/{root}/",
    "/cms/choose-page/{catalogue}/",
    "/cms/choose-page/search/?q=canarybird",
    "/cms/choose-page/search/?q=course",
    "/cms/choose-page/chosen-multiple/?id={course}&id={lesson}",
    "/cms/choose-page/{catalogue}/?user_perms=move_to&target_pages[]={course}",
    "/cms/pages/search/?q=canarybird",
    "/cms/pages/search/results/?q=canarybird",
    "/cms/pages/{catalogue}/",
    "/cms/pages/{catalogue}/results/?q=canarybird",
    "/cms/api/main/pages/?child_of={catalogue}",
    "/cms/api/main/pages/?child_of={course}&for_explorer=1",
    "/cms/api/main/pages/?search=canarybird",
    "/cms/api/main/pages/{course}/",
    "/cms/reports/site-history/",
    "/cms/reports/site-history/?export=csv",
    "/cms/reports/aging-pages/",
    "/cms/reports/locked/",
    "/cms/reports/page-types-usage/",
    "/cms/reports/page-types-usage/results/",
    "/cms/reports/page-types-usage/?export=csv",
    "/cms/reports/workflow/",
    "/cms/recordings/",
    "/cms/images/",
    "/cms/courses/",
    "/cms/",
]
BULK = [
    f"/cms/bulk/wagtailcore/page/{action}/?{query}"
    for action in ("delete", "move", "publish", "unpublish")
    for query in (
        "id={course}&id={lesson}&id={mine}",
        "id=all&childOf={catalogue}",
        "id=all&childOf={course}",
        "id=all",
    )
]


def test_listings_choosers_reports_and_bulk_actions_name_only_what_is_hers(
    trainer: Person, other: CoursePage, mine: LessonPage, client: Client
) -> None:
    lesson = LessonPage.objects.descendant_of(other).get()
    catalogue = other.get_parent()
    root = Page.get_first_root_node()
    numbers = {"course": other.pk, "lesson": lesson.pk, "catalogue": catalogue.pk, "root": root.pk, "mine": mine.pk}
    for path in [*LISTINGS, *BULK]:
        assert CANARY not in ask(client, path.format(**numbers)), path


POSTS = [
    ("/cms/pages/{mine}/copy/", {"new_title": "T", "new_slug": "t", "new_parent_page": "{module}"}),
    ("/cms/pages/{mine}/move/", {"new_parent_page": "{module}"}),
    ("/cms/pages/{mine}/move/{module}/confirm/", {}),
    ("/cms/pages/{lesson}/move/{mymodule}/confirm/", {}),
    ("/cms/bulk/wagtailcore/page/move/?id={mine}", {"chooser": "{module}"}),
    ("/cms/bulk/wagtailcore/page/delete/?id={lesson}", {}),
    ("/cms/bulk/wagtailcore/page/publish/?id=all&childOf={module}", {}),
    ("/cms/pages/{lesson}/copy/", {"new_title": "T", "new_slug": "t", "new_parent_page": "{mymodule}"}),
    ("/cms/pages/{lesson}/delete/", {}),
    ("/cms/pages/{lesson}/unpublish/", {}),
    ("/cms/pages/{lesson}/edit/", {"title": "Stolen", "action-publish": "1"}),
    ("/cms/courses/{key}/release/", {}),
]


def test_nothing_posted_reaches_or_names_another_course(
    trainer: Person, other: CoursePage, mine: LessonPage, client: Client
) -> None:
    lesson = LessonPage.objects.descendant_of(other).get()
    module = ModulePage.objects.child_of(other).get()
    numbers = {
        "mine": mine.pk,
        "mymodule": mine.get_parent().pk,
        "lesson": lesson.pk,
        "module": module.pk,
        "key": other.key,
    }
    rows = Page.objects.order_by("pk").values_list("pk", "path", "title", "live", "latest_revision")
    before = list(rows.all())
    for path, form in POSTS:
        filled = {name: value.format(**numbers) for name, value in form.items()}
        reply = client.post(path.format(**numbers), filled, follow=True)
        assert CANARY not in reply.content.decode(), path
        assert before == list(rows.all()), path


def test_what_is_hers_is_there(trainer: Person, mine: LessonPage, client: Client) -> None:
    module = mine.get_parent()
    for path in (
        "/cms/courses/",
        "/cms/choose-page/",
        f"/cms/choose-page/{module.get_parent().pk}/",
        f"/cms/choose-page/{module.pk}/",
        f"/cms/pages/{module.pk}/",
        f"/cms/pages/{mine.pk}/edit/",
        f"/cms/bulk/wagtailcore/page/delete/?id=all&childOf={module.pk}",
    ):
        said = client.get(path)
        assert said.status_code == 200, path
        assert (
            "My lesson" in said.content.decode()
            or "Mine" in said.content.decode()
            or "My module" in said.content.decode()
        )


def test_a_superuser_sees_everything(other: CoursePage, mine: LessonPage, client: Client) -> None:
    client.force_login(make_person(superuser=True).user)
    for path in ("/cms/reports/page-types-usage/", f"/cms/choose-page/{other.pk}/", f"/cms/pages/{other.pk}/edit/"):
        assert CANARY in client.get(path).content.decode(), path


def test_closed_reports_are_not_offered(trainer: Person, client: Client) -> None:
    assert "page-types-usage" not in client.get("/cms/").content.decode()
