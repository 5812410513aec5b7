"""Each course has what the demo promises, in each language it claims."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.project_content.conftest import FOLDERS

ALLOWED = {"h2", "h3", "p", "ul", "ol", "li", "b", "strong", "em", "i", "a"}
URDU_LETTER = re.compile("[\u0620-\u06d3]")
# Arabic's own kaf, yeh and heh look alike in print and are other letters to a search.
ARABIC_LETTERS = re.compile("[كيىهة]")


class Tags(HTMLParser):
    """Collects tag names, and checks that every tag that opens is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def activities(course: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for module in course["modules"] for each in module["activities"] if each["kind"] == kind]


def test_there_are_four_courses_and_one_is_in_urdu_too(course: dict[str, Any]) -> None:
    assert [folder.name for folder in FOLDERS] == [
        "data-science",
        "graphic-design",
        "social-media-marketing",
        "wordpress",
    ]
    assert ("ur" in course["languages"]) == (course["slug"] == "graphic-design")


def test_two_modules_four_lessons_one_quiz(course: dict[str, Any]) -> None:
    assert len(course["modules"]) == 2
    assert len(activities(course, "lesson")) == 4
    assert len(activities(course, "quiz")) == 1


def test_titles_and_summaries_are_in_both_languages(course: dict[str, Any]) -> None:
    named = [course, *course["modules"], *activities(course, "lesson"), *activities(course, "quiz")]
    for words in [course["summary"], *(each["title"] for each in named)]:
        assert words["en"].strip()
        assert URDU_LETTER.search(words["ur"])
    assert len(course["able_to"]["en"]) == len(course["able_to"]["ur"])


def test_each_lesson_is_written_in_each_language_of_its_course(folder: Path, course: dict[str, Any]) -> None:
    for lesson in activities(course, "lesson"):
        assert sorted(lesson["bodies"]) == sorted(course["languages"])
        for language, name in lesson["bodies"].items():
            body = (folder / name).read_text(encoding="utf-8")
            words = re.sub(r"<[^>]+>", " ", body).split()
            assert 350 <= len(words) <= 650, name
            assert (language == "ur") == bool(len(URDU_LETTER.findall(body)) > 500), name


def test_lessons_use_only_tags_that_the_editor_keeps(folder: Path) -> None:
    for page in folder.glob("lessons/*.html"):
        tags = Tags()
        tags.feed(page.read_text(encoding="utf-8"))
        assert tags.seen <= ALLOWED, page.name
        assert tags.open == []


def test_the_first_lesson_has_a_lecture_in_each_language(folder: Path, course: dict[str, Any]) -> None:
    first = activities(course, "lesson")[0]
    assert sorted(first["lecture"]) == sorted(course["languages"])
    assert all((folder / name).exists() for name in first["lecture"].values())


def test_urdu_is_written_with_urdu_letters(folder: Path) -> None:
    for path in [*folder.rglob("*.json"), *folder.rglob("*.ur.html"), folder.parent.parent / "guide.json"]:
        assert not ARABIC_LETTERS.findall(path.read_text(encoding="utf-8")), path.name


def test_no_lesson_shares_its_slug_with_another_course() -> None:
    slugs = [
        activity["slug"]
        for folder in FOLDERS
        for module in json.loads((folder / "course.json").read_text(encoding="utf-8"))["modules"]
        for activity in module["activities"]
    ]
    assert len(slugs) == len(set(slugs)) == 21
