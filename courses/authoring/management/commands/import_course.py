"""``manage.py import_course``: bring a folder of Markdown or a Word file into a course."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.authoring.actions.import_material import ImportResult, foreseen, import_material
from courses.authoring.actions.new_course import NoCatalogue, new_course
from courses.authoring.importing.outline import Outline
from courses.authoring.importing.read import read_material
from courses.authoring.models import CoursePage, ModulePage

DONE = {"made": "made", "changed": "changed", "unchanged": "unchanged", "left": "left as they are"}
FORESEEN = {"made": "to be made", "changed": "to be changed", "unchanged": "unchanged", "left": "left as they are"}


class Command(BaseCommand):
    """Every problem is told by file and line; without ``--apply`` nothing is written."""

    help = "Bring a folder of Markdown or a Word file (.docx) into a course, as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, where to, and whether really."""
        parser.add_argument("material", type=Path, metavar="FOLDER")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="only tell (this is what happens without --apply)")
        how.add_argument("--apply", action="store_true", help="make the drafts")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--course", metavar="SLUG_OR_KEY", help="the course that it belongs to")
        where.add_argument("--new", action="store_true", help="begin a new course")
        parser.add_argument("--language", default="", help="language of the course, when several share its slug or key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, tell, and bring in when asked to."""
        outline = read_material(options["material"])
        for problem in outline.problems:
            self.stdout.write(str(problem))
        self.tell_what_it_holds(outline)
        if outline.stopped:
            raise CommandError("A problem keeps this material out. Nothing was changed.")
        if options["apply"]:
            self.bring_in(outline, options)
            return
        if options["course"]:
            self.tell(foreseen(outline, found_course(options["course"], options["language"])), FORESEEN)
        self.stdout.write("Nothing was changed. Add --apply to bring it in.")

    def bring_in(self, outline: Outline, options: dict[str, Any]) -> None:
        """Into the course that was named, or into a new one; all of it or nothing, the course too."""
        if not (options["course"] or options["new"]):
            raise CommandError("Say where to: --course SLUG_OR_KEY, or --new for a new course.")
        with transaction.atomic():
            if options["new"]:
                course = begun_course(outline, options["language"])
            else:
                course = found_course(options["course"], options["language"])
            result = import_material(outline, course, by=None)
        self.tell(result, DONE)
        self.stdout.write(f"Course “{course.title}”, key {course.key}. Everything new is a draft.")

    def tell_what_it_holds(self, outline: Outline) -> None:
        """One line."""
        lessons = sum(len(module.lessons) for module in outline.modules)
        self.stdout.write(
            f"“{outline.title}”: {len(outline.modules)} modules, {lessons} lessons, {len(outline.files)} pictures and "
            f"files, {len(outline.problems)} problems."
        )

    def tell(self, result: ImportResult, words: dict[str, str]) -> None:
        """Problems, then every source that is not as it was, then the counts."""
        for problem in result.problems:
            self.stdout.write(str(problem))
        for name in ("made", "changed", "left"):
            for source in getattr(result, name):
                self.stdout.write(f"{words[name]}: {source}")
        self.stdout.write(", ".join(f"{len(getattr(result, name))} {said}" for name, said in words.items()) + ".")


def found_course(said: str, language: str) -> CoursePage:
    """The course page of this key or slug."""
    try:
        found = CoursePage.objects.filter(key=UUID(said))
    except ValueError:
        found = CoursePage.objects.filter(slug=said)
    if language:
        found = found.filter(locale__language_code=language)
    courses = list(found[:2])
    if not courses:
        raise CommandError(f"There is no course “{said}”. Give its slug or its key, or --new.")
    if len(courses) > 1:
        raise CommandError(f"There are several courses “{said}”. Give its key, and --language.")
    return courses[0]


def begun_course(outline: Outline, language: str) -> CoursePage:
    """A new course under the outline's title, licence and authors, without the module that new courses begin with."""
    language = language or outline.language or "en"
    try:
        course = new_course(outline.title, language=language, by=None)
    except NoCatalogue as reason:
        raise CommandError(f"{reason} (“{language}”; another one with --language.)") from reason
    for module in ModulePage.objects.child_of(course):
        module.delete()
    course = CoursePage.objects.get(pk=course.pk)
    course.licence, course.attribution = outline.licence, outline.attribution
    course.save()
    course.save_revision()
    return course
