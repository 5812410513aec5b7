"""The demo's lectures appear one after the other while the site runs already, the first lesson's first.

Each is made as a trainer's recording would be, goes through the real pipeline, is placed on its page, and the course is
released again. The demo's batches then read the new edition: only a lecture came, no key and no requirement changed.
"""

from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Collection

from courses.authoring.api import make_edition
from courses.authoring.models import CoursePage, GuidePage, LessonPage
from courses.authoring.rights import collection_of
from courses.authoring.trees import course_of
from courses.running.models import Cohort
from lms.foundation.api import enqueue
from lms.project.demo import reader
from media_pipeline.models import Recording


@dataclass(frozen=True)
class Planned:
    """A lecture that is still to be made: its specification, the page it belongs to, its language."""

    name: str
    title: str
    specification: Path
    course: str
    lesson: str
    language: str


def planned() -> list[Planned]:
    """All lectures in the order they are made: the first course's, the guide's, the others'."""
    lessons = [
        Planned(
            name=f"{course.slug}.{activity.slug}.{language}",
            title=activity.title[language],
            specification=path,
            course=course.slug,
            lesson=activity.slug,
            language=language,
        )
        for course in reader.courses()
        for module in course.modules
        for activity in module.activities
        for language, path in activity.lectures.items()
    ]
    guide = reader.guide()
    guides = [
        Planned(f"guide.{language}", guide["title"][language], reader.CONTENT / path, "", "", language)
        for language, path in guide["lecture"].items()
    ]
    return lessons[:1] + guides + lessons[1:]


def begin() -> None:
    """Ask for the first lecture; each asks for the next when it is done."""
    ask_for(planned()[0])


def ask_for(lecture: Planned) -> None:
    """One job a lecture; asking twice is asking once."""
    enqueue("demo.lecture", key=f"demo.lecture.{lecture.name}", payload={"name": lecture.name})


def after(lecture: Planned) -> Planned | None:
    """The lecture that is made after this one; None at the end."""
    every = planned()
    position = every.index(lecture)
    return every[position + 1] if position + 1 < len(every) else None


def lecture_of(recording: Recording) -> Planned | None:
    """The planned lecture a recording came from, by its title; None for a recording of somebody else."""
    return next((each for each in planned() if each.title == recording.title), None)


def place(recording: Recording, lecture: Planned) -> None:
    """Put the finished recording on its page and let the demo's batches read it."""
    page = page_of(lecture)
    page.recording = recording
    page.save_revision().publish()
    course = course_of(page) if isinstance(page, LessonPage) else None
    if course is not None:
        release_again(CoursePage.objects.get(key=course.key, locale__language_code=course.source_language))


def collection_for(lecture: Planned) -> Collection | None:
    """Where its trainers find the recording; the guide's stands at the root."""
    if not lecture.course:
        return None
    return collection_of(CoursePage.objects.get(slug=lecture.course, locale__language_code="en").key)


def page_of(lecture: Planned) -> LessonPage | GuidePage:
    """The page a lecture belongs to, in its language."""
    if not lecture.lesson:
        return GuidePage.objects.get(locale__language_code=lecture.language)
    original = LessonPage.objects.get(slug=lecture.lesson, locale__language_code="en")
    return LessonPage.objects.get(key=original.key, locale__language_code=lecture.language)


def release_again(course: CoursePage) -> None:
    """Release, and pin the demo's batches of this course to the new edition."""
    edition = make_edition(course, by=None)
    Cohort.objects.filter(course_key=course.key, edition__isnull=False).update(edition=edition)
