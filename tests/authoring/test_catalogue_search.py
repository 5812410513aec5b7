"""How a visitor finds a course: by words however she writes them, by trade, language and place."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from courses.authoring.actions.release import make_edition
from courses.authoring.models import CoursePage, EditionListing, Track
from courses.authoring.searching import holds, searchable, terms
from tests.factories.authoring import make_course, make_small_course, translate

pytestmark = pytest.mark.django_db
Titles = Callable[..., list[str]]


@pytest.fixture
def listed(client: Client) -> Titles:
    """The titles that the catalogue shows for a question, in its order."""

    def ask(reader: str = "en", **query: str) -> list[str]:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = reader
        said = client.get("/courses/", query).content.decode()
        return re.findall(r'<h2 lang="\w+"><a [^>]+>([^<]+)</a></h2>', said)

    return ask


def make_track(name: str, **more: object) -> Track:
    return Track.objects.create(name=name, **more)


@pytest.mark.parametrize("typed", ["کتاب", "كتاب", "كِتَاب", "کتا", "کتـــاب", "کتاب\u200c"])
def test_urdu_is_found_however_its_letters_were_typed(listed: Titles, typed: str) -> None:
    make_course("Other")
    make_course("کتاب سازی")
    assert listed(q=typed) == ["کتاب سازی"]


@pytest.mark.parametrize(
    ("written", "typed"), [("2026 میں نیا", "۲۰۲۶"), ("سال ٢٠٢٦ کا", "2026"), ("گرافک ڈیزائن", "ڈيزائن")]
)
def test_digits_and_the_letter_ye_are_one_whatever_the_keyboard(listed: Titles, written: str, typed: str) -> None:
    make_course("Other")
    make_course(written)
    assert listed(q=typed) == [written]


def test_capitals_points_and_blanks_do_not_matter(listed: Titles) -> None:
    make_course("Other")
    make_course("Photo-editing (basic)")
    assert (
        listed(q="  PHOTO  Editing ") == listed(q="basic") == listed(q="photo, editing!") == ["Photo-editing (basic)"]
    )


def test_a_word_is_found_by_how_it_begins_not_by_what_is_inside_it(listed: Titles) -> None:
    make_course("Start a shop")
    make_course("Art of letters")
    assert listed(q="art") == ["Art of letters"]
    assert listed(q="sho") == ["Start a shop"]


def test_titles_come_before_what_the_page_says_and_that_before_lessons(listed: Titles) -> None:
    lessons = make_small_course("Selling", lessons=["Contrast of colours"], summary="", outcomes="")
    make_edition(lessons, by=None)
    make_course("Painting", outcomes="Choose three colours")
    make_course("Printing", summary="In two colours.")
    make_course("Colours")
    assert listed(q="colours") == ["Colours", "Painting", "Printing", "Selling"]


def test_a_course_found_by_its_lessons_says_so(client: Client) -> None:
    make_edition(make_small_course("Selling", lessons=["Contrast"]), by=None)
    make_course("Other")
    said = client.get("/courses/?q=contrast").content.decode()
    assert "These words stand in the titles of its lessons." in said
    assert "Contrast" not in said


def test_titles_of_lessons_that_are_not_released_find_nothing(listed: Titles) -> None:
    make_course("Other")
    course = make_small_course("Selling", lessons=["Contrast"])
    assert listed(q="contrast") == []
    make_edition(course, by=None)
    assert listed(q="contrast") == ["Selling"]


def test_only_the_newest_edition_is_searched(listed: Titles) -> None:
    make_course("Other")
    course = make_small_course("Selling", lessons=["Contrast"])
    make_edition(course, by=None)
    lesson = course.get_descendants().get(title="Contrast").specific
    lesson.title = "Warm and cool"
    lesson.save_revision().publish()
    make_edition(course, by=None)
    assert listed(q="contrast") == []
    assert listed(q="warm") == ["Selling"]


def test_words_of_one_language_find_the_course_in_the_other(listed: Titles) -> None:
    make_course("Other")
    course = make_course("Graphic design")
    translate(course, title="گرافک ڈیزائن")
    assert listed("ur", q="design") == ["گرافک ڈیزائن"]
    assert listed("en", q="گرافك") == ["Graphic design"]


def test_a_draft_is_not_found(listed: Titles) -> None:
    make_course("Other")
    make_course("Third")
    draft = make_course("Secret course", live=False)
    assert listed(q="secret") == []
    draft.save_revision().publish()
    assert listed(q="secret") == ["Secret course"]


def test_an_edition_without_its_row_is_found_all_the_same(listed: Titles) -> None:
    make_course("Other")
    make_edition(make_small_course("Selling", lessons=["Contrast"]), by=None)
    assert EditionListing.objects.count() == 1
    EditionListing.objects.all().delete()
    assert listed(q="contrast") == ["Selling"]


def test_choices_narrow_the_list_and_keep_each_other_and_the_words(client: Client, listed: Titles) -> None:
    design, selling = make_track("Design"), make_track("Selling")
    make_course("Signs", track=design, room_hours=48, online_weeks=4)
    make_course("Posters", track=design, room_hours=48)
    make_course("Shops", track=selling, online_weeks=4)
    assert listed(track=str(design.uuid)) == ["Signs", "Posters"]
    assert listed(mode="room") == ["Posters"]
    assert listed(mode="phone") == ["Shops"]
    assert listed(track=str(design.uuid), mode="both") == ["Signs"]
    assert listed(track=str(selling.uuid), mode="both") == []
    assert listed(q="post", track=str(design.uuid)) == ["Posters"]
    said = client.get("/courses/", {"q": "post", "track": str(design.uuid), "mode": "room"}).content.decode()
    assert 'value="post"' in said
    assert f'value="{design.uuid}" selected' in said
    assert 'value="room" selected' in said
    assert "<details open>" in said


def test_a_language_is_that_of_the_lessons_not_of_the_page(listed: Titles) -> None:
    both = make_small_course("Both")
    for page in [both, *both.get_descendants().specific()]:
        translate(page)
    make_edition(both, by=None)
    make_edition(make_small_course("English alone"), by=None)
    assert listed(language="ur") == ["Both"]
    assert listed(language="en") == ["Both", "English alone"]


def test_a_track_given_after_the_translation_was_made_holds_for_both_languages(listed: Titles) -> None:
    make_course("Other", track=make_track("Selling"))
    course = make_course("Signs")
    translate(course, title="بورڈ")
    track = make_track("Design", name_ur="ڈیزائن")
    course.refresh_from_db()
    course.track = track
    course.save_revision().publish()
    assert listed("ur", track=str(track.uuid)) == ["بورڈ"]


def test_what_cannot_be_chosen_is_not_offered(client: Client) -> None:
    make_track("Empty")
    make_course("Signs", track=make_track("Design", name_ur="ڈیزائن"), room_hours=1)
    make_course("Posters", room_hours=1)
    said = client.get("/courses/").content.decode()
    assert "<select" not in said
    make_course("Shops", track=make_track("Selling", order=0), online_weeks=1)
    Track.objects.filter(name="Design").update(order=1)
    said = client.get("/courses/").content.decode()
    assert "Empty" not in said
    assert said.index("Selling") < said.index("Design")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    assert "ڈیزائن" in client.get("/courses/").content.decode()


@pytest.mark.parametrize(
    "query", [{"track": "nobody"}, {"mode": "moon"}, {"language": "xx"}, {"page": "99"}, {"page": "x"}]
)
def test_an_address_that_makes_no_sense_shows_all_courses(listed: Titles, query: dict[str, str]) -> None:
    make_course("Signs")
    make_course("Posters")
    assert listed(**query) == ["Signs", "Posters"]


def test_a_question_that_is_only_signs_shows_all_courses(listed: Titles) -> None:
    make_course("Signs")
    make_course("Posters")
    assert listed(q="…!") == listed(q="  ") == ["Signs", "Posters"]
    assert listed(q="x" * 5000) == []


def test_when_nothing_fits_the_page_says_what_to_do(client: Client) -> None:
    make_course("Signs", room_hours=1)
    make_course("Shops", online_weeks=1)
    said = client.get("/courses/", {"q": "signs", "mode": "phone"}).content.decode()
    assert "Without the choices below the words, 1 course fits." in said
    assert 'href="?q=signs"' in said
    said = client.get("/courses/?q=nothing").content.decode()
    assert "Try one word alone" in said
    assert 'href="/courses/"' in said


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    make_course("Signs")
    make_course("Shops")
    said = client.get("/courses/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in said


def test_many_courses_come_a_few_at_a_time_and_the_question_goes_along(client: Client, listed: Titles) -> None:
    for number in range(11):
        make_course(f"Sign {number}", room_hours=1)
    make_course("Other", online_weeks=1)
    assert len(listed()) == 8
    said = client.get("/courses/", {"q": "sign", "mode": "room"}).content.decode()
    assert 'href="?q=sign&amp;mode=room&amp;page=2"' in said
    assert len(listed(q="sign", mode="room", page="2")) == 3


def test_a_list_of_one_course_has_no_form(client: Client) -> None:
    make_course("Signs")
    assert 'role="search"' not in client.get("/courses/").content.decode()


def test_a_page_of_answers_asks_not_to_be_indexed(client: Client) -> None:
    make_course("Signs")
    make_course("Shops")
    assert '"robots" content="index"' in client.get("/courses/").content.decode()
    assert '"robots" content="noindex"' in client.get("/courses/?q=signs").content.decode()


def test_pure_words_are_compared_by_how_they_begin() -> None:
    assert searchable("Web-Design (۲)", "كتاب") == " web design 2 کتاب"
    assert holds(searchable("Web design"), terms("DES we"))
    assert not holds(searchable("Web design"), terms("sign"))
    assert holds("", terms("!"))


def test_words_may_stand_in_different_places_of_what_the_page_says(listed: Titles) -> None:
    course: CoursePage = make_course("Signs", summary="Paint.", outcomes="Draw a sign\nPrice a job")
    make_course("Other", outcomes="")
    assert listed(q="price job") == [course.title]
    assert listed(q="paint price") == [course.title]
