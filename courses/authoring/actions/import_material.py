"""Bringing an outline into a course: every lesson a draft, nothing published, all of it or nothing."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from courses.authoring.importing.digest import lesson_digest, module_digest
from courses.authoring.importing.filing import Filing
from courses.authoring.importing.outline import Block, LessonOutline, ModuleOutline, Outline, Problem
from courses.authoring.importing.settle import settled
from courses.authoring.models import CoursePage, ImportedSource, LessonPage, ModulePage, Page, UnservedPage
from courses.authoring.rights import collection_of
from lms.people.models import Person

ACTION = "hunar_courses.import"
SLUG = 80


class NotImportable(ValueError):
    """The outline is stopped by a problem; nothing was brought in."""


@dataclass(frozen=True)
class ImportResult:
    """The sources of lessons by what became of them. ``left`` is what was not touched: gone, deleted or locked."""

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def import_material(outline: Outline, course: CoursePage, *, by: Person | None) -> ImportResult:
    """Make a draft of every lesson that is new, and a new revision of every one whose source changed.

    The same outline twice changes nothing, also where somebody edited the pages meanwhile. Without ``by`` it is the
    system's own doing. ``PermissionDenied`` unless ``by`` may add and edit pages of this course; ``NotImportable`` for
    an outline that is stopped. Then, and after any other error, nothing is there that was not before.
    """
    check_right(course, by)
    if outline.stopped:
        raise NotImportable(_("The material has a problem that keeps it out. Nothing was brought in."))
    user = by.user if by else None
    filing = Filing(outline.files, collection_of(course.key), user)
    filing.shrink()
    try:
        with transaction.atomic():
            course = CoursePage.objects.select_for_update().get(pk=course.pk)
            return _Import(outline, course, user, filing).run()
    except BaseException:
        filing.take_back()
        raise


def check_right(course: CoursePage, by: Person | None) -> None:
    """``PermissionDenied`` with a sentence unless ``by`` may bring material into this course."""
    if by is None:
        return
    may = course.permissions_for_user(by.user) if by.user else None
    if may is None or not (may.can_add_subpage() and may.can_edit()):
        raise PermissionDenied(_("Only those who may write this course may bring material into it."))


def foreseen(outline: Outline, course: CoursePage) -> ImportResult:
    """What ``import_material`` would do; nothing is written."""
    rows, lessons = _rows(course), _lessons(outline)
    digests = {lesson.source: lesson_digest(lesson, outline.files) for lesson in lessons}
    known = [source for source in digests if source in rows]
    changed = [source for source in known if rows[source].digest != digests[source]]
    return ImportResult(
        made=tuple(source for source in digests if source not in rows),
        changed=tuple(changed),
        unchanged=tuple(source for source in known if source not in changed),
        left=tuple(_gone(rows, outline)),
    )


def _rows(course: CoursePage) -> dict[str, ImportedSource]:
    language = course.locale.language_code
    return {row.source: row for row in ImportedSource.objects.filter(course_key=course.key, language=language)}


def _lessons(outline: Outline) -> list[LessonOutline]:
    return [lesson for module in outline.modules for lesson in module.lessons]


def _gone(rows: dict[str, ImportedSource], outline: Outline) -> list[str]:
    here = {module.source for module in outline.modules} | {lesson.source for lesson in _lessons(outline)}
    return sorted(set(rows) - here)


@dataclass
class _Import:
    outline: Outline
    course: CoursePage
    user: Any
    filing: Filing
    told: dict[str, list[str]] = field(default_factory=lambda: {"made": [], "changed": [], "unchanged": [], "left": []})
    problems: list[Problem] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    waiting: list[tuple[LessonOutline, LessonPage]] = field(default_factory=list)

    def run(self) -> ImportResult:
        """Pages first, then bodies: a link needs the number of a page that may stand further down."""
        self.rows = _rows(self.course)
        below = self.course.get_descendants().specific()
        self.known = {page.key: page for page in below if isinstance(page, UnservedPage)}
        self.say_language()
        for module in self.outline.modules:
            page = self.module(module)
            before: Page | None = None
            for lesson in module.lessons:
                before = self.lesson(lesson, page, before) or before
        for lesson, page in self.waiting:
            self.write(lesson, page)
        for source in _gone(self.rows, self.outline):
            self.leave(source, _("It is no longer in the material. Its page was left; delete it if it is out of date."))
        if self.told["made"] or self.told["changed"]:
            log(instance=self.course, action=ACTION, user=self.user, data={"course": str(self.course.key)})
        return ImportResult(
            **{name: tuple(sources) for name, sources in self.told.items()}, problems=tuple(self.problems)
        )

    def say_language(self) -> None:
        """The language of a course decides how its pages are shown."""
        ours, theirs = self.course.locale.language_code, self.outline.language
        if theirs and theirs.split("-")[0] != ours.split("-")[0]:
            sentence = _("The material says that it is written in “%(theirs)s”; the course is in “%(ours)s”.")
            self.problems.append(Problem(".", 0, sentence % {"theirs": theirs, "ours": ours}))

    def module(self, module: ModuleOutline) -> ModulePage:
        """The module's page, made at the end of the course, or under its new title."""
        row, digest = self.rows.get(module.source), module_digest(module)
        page = self.known.get(row.page_key if row else self.key(module.source))
        if not isinstance(page, ModulePage):
            page = ModulePage(title=module.title, **self.credits())
            self.add(self.course, page, module.source)
            page.save_revision(user=self.user, log_action=ACTION)
        elif row is None or row.digest != digest:
            latest = page.get_latest_revision_as_object()
            latest.title = module.title
            self.keep(latest)
        self.remember(module.source, page.key, digest)
        return page

    def lesson(self, lesson: LessonOutline, module: ModulePage, before: Page | None) -> Page | None:
        """The lesson's page, without its words as yet; None when there is none and none is made."""
        row, digest = self.rows.get(lesson.source), lesson_digest(lesson, self.outline.files)
        page = self.known.get(row.page_key if row else self.key(lesson.source))
        same = row is not None and row.digest == digest
        if not isinstance(page, LessonPage):
            if same:
                self.leave(lesson.source, _("Its page was deleted here, and the source is what it was. It stays away."))
                return None
            page = LessonPage(title=lesson.title, minutes=lesson.minutes or 1)
            self.add(module, page, lesson.source, before)
            self.waiting.append((lesson, page))
            self.told["made"].append(lesson.source)
        elif same:
            self.told["unchanged"].append(lesson.source)
        elif self.is_locked(page):
            self.leave(
                lesson.source, _("Its page is locked, so the new source was not taken. Unlock it and import again.")
            )
            self.pages[lesson.source] = page
            return page
        else:
            self.waiting.append((lesson, page))
            self.told["changed"].append(lesson.source)
        self.pages[lesson.source] = page
        self.remember(lesson.source, page.key, digest)
        return page

    def write(self, lesson: LessonOutline, page: LessonPage) -> None:
        """Words, title and minutes as a new revision on top of the latest; a published page stays as it is."""
        if lesson.source in self.told["changed"] and self.was_edited(page):
            self.tell(
                lesson.source,
                _("Its page was edited here since. The new source stands on top; compare the two revisions."),
            )
        # Its place in the tree may have moved since, when pages were put before it.
        latest = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        latest.title, latest.minutes = lesson.title, lesson.minutes or 1
        latest.body = self.body(lesson)
        self.keep(latest)

    def body(self, lesson: LessonOutline) -> list[Block]:
        """The blocks with the numbers of files and pages."""

        def number(source: str) -> int | None:
            page = self.pages.get(source)
            if page is None:
                self.tell(lesson.source, _("A link to “%s” leads to no page here. Its words were kept.") % source)
            return page.pk if page else None

        return settled(list(lesson.blocks), self.filing.number, number)

    def keep(self, page: Any) -> None:
        """A revision that nobody sees; the row of a draft holds the same."""
        if not page.live:
            page.save()
        page.save_revision(user=self.user, log_action=ACTION)

    def add(self, parent: Page, page: Any, source: str, before: Page | None = None) -> None:
        """Put a new draft at its place, with the key that its source has in this course in every language."""
        page.key, page.live, page.owner, page.locale = self.key(source), False, self.user, self.course.locale
        twin = type(page).objects.filter(key=page.key).exclude(locale=page.locale).first()
        if twin is not None:
            page.translation_key = twin.translation_key
        # A title may hold no letter that an address can; Wagtail makes the others different from each other.
        page.slug = "" if slugify(page.title, allow_unicode=True)[:SLUG] else page.key.hex
        self.place(parent, page, before)
        self.known[page.key] = page

    def place(self, parent: Page, page: Page, before: Page | None) -> None:
        """Behind the lesson it follows in the material; a first lesson first; modules and all else last."""
        neighbour = Page.objects.child_of(parent).filter(pk=before.pk).first() if before else None
        first = Page.objects.child_of(parent).first() if isinstance(page, LessonPage) and not before else None
        if neighbour is not None:
            neighbour.add_sibling(instance=page, pos="right")
        elif first is not None:
            first.add_sibling(instance=page, pos="left")
        else:
            Page.objects.get(pk=parent.pk).add_child(instance=page)

    def key(self, source: str) -> UUID:
        """The key of a source: the same wherever and whenever it is brought into this course."""
        return uuid5(self.course.key, f"import:{source}")

    def credits(self) -> dict[str, str]:
        """Licence and names of the material, where they are not the course's own."""
        ours, theirs = (self.course.licence, self.course.attribution), (self.outline.licence, self.outline.attribution)
        return {} if theirs in (ours, ("", "")) else {"licence": theirs[0], "attribution": theirs[1]}

    def was_edited(self, page: LessonPage) -> bool:
        """Whether the latest revision is not one that an import made."""
        ours = PageLogEntry.objects.filter(page=page.pk, action=ACTION, revision=page.latest_revision_id)
        return page.latest_revision_id is not None and not ours.exists()

    def is_locked(self, page: LessonPage) -> bool:
        """Whether Wagtail would not let this user edit the page."""
        lock = page.get_lock()
        return bool(lock and (self.user is None or lock.for_user(self.user)))

    def remember(self, source: str, key: UUID, digest: str) -> None:
        """Which page came from which source, and what the source was."""
        ImportedSource.objects.update_or_create(
            course_key=self.course.key,
            language=self.course.locale.language_code,
            source=source,
            defaults={"page_key": key, "digest": digest},
        )

    def leave(self, source: str, sentence: str) -> None:
        self.told["left"].append(source)
        self.tell(source, sentence)

    def tell(self, source: str, sentence: str) -> None:
        self.problems.append(Problem(source, 0, sentence))
