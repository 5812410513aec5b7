"""A roadmap shows ways on from a course, each once, under names that answers are counted by."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.compiling.gather import gather
from courses.authoring.models import CoursePage, RoadmapPage
from tests.factories.authoring import make_admin, make_roadmap, make_small_course, translate, way

pytestmark = pytest.mark.django_db


def compiled(course: CoursePage) -> Any:
    return gather(course).facts.modules[-1].activities[-1]


def problems(course: CoursePage) -> list[str]:
    return [str(problem) for problem in gather(course).findings.problems]


def test_ways_stand_under_their_names_in_the_language_of_the_page() -> None:
    course = make_small_course()
    roadmap = make_roadmap(course)
    translate(roadmap, title="آگے کیا", ways=[way("learning", "پڑھیں"), way("employment", "پوچھیں")])
    made = compiled(course)
    english, urdu = made.fragments["en"].decode(), made.fragments["ur"].decode()
    assert english.index("<h2>Freelancing online</h2>") < english.index("<h2>Learning further</h2>")
    assert "<h2>آگے سیکھنا</h2>" in urdu
    assert b'"extra":{"ways":["freelancing","employment","learning"]}' in made.entry
    assert b'"required":false' in made.entry


def test_a_roadmap_without_a_way_or_with_one_twice_is_not_released() -> None:
    course = make_small_course()
    roadmap = make_roadmap(course, ways=[])
    assert problems(course) == [f"{roadmap.title}: It shows no way to go on."]
    roadmap.ways = [way("learning", "a"), way("learning", "b")]
    roadmap.save_revision().publish()
    assert problems(course) == [f"{roadmap.title}: A way stands in it twice: Learning further."]


def test_a_link_in_it_is_judged_as_in_any_lesson() -> None:
    course = make_small_course()
    make_roadmap(course, ways=[way("learning", '<a linktype="page" id="999999">Read</a>')])
    assert "leads to a page that is not in this course" in problems(course)[0]


def test_an_author_makes_one_below_a_module_and_looks_at_it(client: Client) -> None:
    course = make_small_course()
    module = course.get_children().get()
    client.force_login(make_admin(course).user)
    form = client.get(f"/cms/pages/add/hunar_courses/roadmappage/{module.pk}/").content.decode()
    for name in ("Freelancing online", "A job with a firm near you", "Learning further", "A business of your own"):
        assert name in form
    roadmap = make_roadmap(course)
    preview = client.get(f"/cms/pages/{roadmap.pk}/revisions/{roadmap.save_revision().pk}/view/")
    assert "A job with a firm near you" in preview.content.decode()
    assert RoadmapPage.objects.get().required is False
