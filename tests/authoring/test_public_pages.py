"""What a visitor sees: every course once, in her language where there is one, and what it costs before any tap."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from courses.authoring.actions.release import make_edition
from courses.authoring.api import guide_url, latest_edition, load_manifest
from courses.authoring.editions.weight import weigh
from courses.authoring.models import CoursePage, LessonPage
from lms.foundation.templatetags.hunar import megabytes
from tests.authoring.visiting import first_view, read
from tests.factories.authoring import make_course, make_guide, make_recording, make_small_course, translate

pytestmark = pytest.mark.django_db
BUDGET = 10_000


@pytest.fixture
def course() -> CoursePage:
    course = make_small_course("Graphic design", slug="design", room_hours=48, online_weeks=1)
    LessonPage.objects.descendant_of(course).update(recording=make_recording(course))
    make_edition(course, by=None)
    return course


def test_a_visitor_learns_what_she_will_be_able_to_do_and_what_it_takes(course: CoursePage, client: Client) -> None:
    said = read(client, "/courses/design/")
    for words in (
        "Graphic design",
        course.summary,
        "Draw a sign",
        "Price a job",
        "48 hours",
        "1 week",
        "English",
        "MB",
    ):
        assert words in said


def test_the_weight_is_that_of_the_newest_edition_rounded_up(course: CoursePage, client: Client) -> None:
    manifest = load_manifest(latest_edition(course.key))
    weight = weigh(manifest, "en")
    assert weight.least > sum(activity.fragment("en").bytes for activity in manifest.activities)
    assert str(megabytes(weight.most)) in read(client, "/courses/design/")


def test_before_its_first_release_a_course_names_no_weight(client: Client) -> None:
    make_small_course("New", slug="new")
    # With a number before it: the letters alone may stand in the form's token by chance.
    assert not re.search(r"\d\s*MB\b", read(client, "/courses/new/"))


def test_the_catalogue_lists_each_course_once_in_the_readers_language(course: CoursePage, client: Client) -> None:
    make_course("Only English")
    translate(course, title="گرافک ڈیزائن")
    english, urdu = read(client, "/courses/"), read(client, "/courses/", "ur")
    assert "Graphic design" in english
    assert "گرافک ڈیزائن" not in english
    assert "گرافک ڈیزائن" in urdu
    assert "Graphic design" not in urdu
    assert english.count("Only English") == urdu.count("Only English") == 1


def test_an_untranslated_course_keeps_its_address_for_an_urdu_reader(course: CoursePage, client: Client) -> None:
    other = make_course("Only English", slug="only")
    translate(course)
    said = read(client, "/courses/only/", "ur")
    assert '<h1 lang="en">Only English</h1>' in said
    assert 'dir="rtl"' in said
    assert other.url == "/courses/only/"


def test_an_unpublished_course_is_not_listed(course: CoursePage, client: Client) -> None:
    make_course("Still a draft", live=False)
    assert "Still a draft" not in read(client, "/courses/")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_first_views_fit_the_budget(course: CoursePage, client: Client, language: str) -> None:
    guide = make_guide(slug="how", recording=make_recording())
    translate(guide)
    translate(course)
    for path in ("/courses/", "/courses/design/", "/courses/how/"):
        page = read(client, path, language)
        assert first_view(page) <= BUDGET, path
        assert "<audio" not in page
        assert "<img" not in page


def test_the_guide_says_its_price_before_it_plays(client: Client) -> None:
    guide = make_guide(slug="how", recording=make_recording())
    before, after = read(client, "/courses/how/"), read(client, "/courses/how/?play=audio")
    assert "Type your PIN." in before
    assert re.search(r'href="\?play=audio">.*MB', before)
    address = reverse("hunar_courses:guide_file", args=[guide.key, "en", guide.spoken_files()[0].name])
    assert address not in before
    assert address in after
    assert "<audio" in after
    assert "<audio" not in read(client, "/courses/how/?play=nothing")


def test_a_guide_whose_recording_is_not_ready_is_only_read(client: Client) -> None:
    make_guide(slug="how", recording=make_recording(state="waiting"))
    assert 'href="?play=' not in read(client, "/courses/how/?play=audio")


def test_the_guides_address_is_known_in_each_language(client: Client) -> None:
    assert guide_url(None, "en") is None
    guide = make_guide(slug="how")
    assert guide_url(None, "ur") == guide.url == "/courses/how/"
    urdu = translate(guide, slug="kaise")
    assert guide_url(None, "ur") == urdu.url == "/courses/kaise/"
    assert guide_url(None, "en") == "/courses/how/"
    guide.unpublish()
    assert guide_url(None, "en") == "/courses/kaise/"
