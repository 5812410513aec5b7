"""Courses in the page tree, and the people who write and release them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale, Site

from courses.authoring.models import (
    CataloguePage,
    CoursePage,
    GuidePage,
    LessonPage,
    ModuleLibraryPage,
    ModulePage,
    Page,
    RoadmapPage,
    SharedModulePage,
    WebinarPage,
)
from courses.authoring.rights import collection_of
from lms.foundation.api import store_bytes
from lms.people.api import Scope, assign_role
from lms.people.models import Person
from media_pipeline.models import Recording, Rendition, RenditionFile

_count = iter(range(1, 10**9))
PASSWORD = "a long wooden bench"


def make_locale(code: str = "en") -> Locale:
    """The locale of a language."""
    return Locale.objects.get_or_create(language_code=code)[0]


def make_catalogue(title: str = "Courses", *, served: bool = True) -> CataloguePage:
    """The English catalogue, the root of the only site when it is to be served."""
    known = CataloguePage.objects.filter(locale=make_locale()).first()
    if known is not None:
        return known
    slug = f"catalogue-{next(_count)}"
    catalogue = Page.get_first_root_node().add_child(
        instance=CataloguePage(title=title, slug=slug, locale=make_locale())
    )
    if served:
        Site.objects.all().delete()
        Site.objects.create(hostname="testserver", root_page=catalogue, is_default_site=True)
    return catalogue


def make_course(title: str = "", *, live: bool = True, key: UUID | None = None, **more: Any) -> CoursePage:
    """An English course page."""
    number = next(_count)
    words = {"summary": f"Summary {number}", "outcomes": "Draw a sign\nPrice a job"}
    values = {"title": title or f"Course {number}", "slug": f"course-{number}", "locale": make_locale()} | words | more
    if key:
        values["key"] = key
    return make_catalogue().add_child(instance=CoursePage(live=live, **values))


def make_module(course: CoursePage, title: str = "", **more: Any) -> ModulePage:
    """A module at the end of a course."""
    number = next(_count)
    values = {"title": title or f"Module {number}", "slug": f"module-{number}", "locale": course.locale} | more
    return course.add_child(instance=ModulePage(**values))


def paragraph(text: str) -> dict[str, str]:
    """One block of rich text."""
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def make_lesson(module: ModulePage, title: str = "", *, text: str = "", **more: Any) -> LessonPage:
    """A lesson at the end of a module; published unless ``live=False``."""
    number = next(_count)
    values = {
        "title": title or f"Lesson {number}",
        "slug": f"lesson-{number}",
        "locale": module.locale,
        "body": [paragraph(text or f"Words of lesson {number}.")],
    } | more
    return module.add_child(instance=LessonPage(**values))


def way(code: str, text: str = "Ask at your centre.") -> dict[str, Any]:
    """One way of a roadmap as its column stores it."""
    return {"type": "way", "value": {"way": code, "text": f"<p>{text}</p>"}}


def make_roadmap(course: CoursePage, title: str = "What comes next", **more: Any) -> RoadmapPage:
    """A roadmap of three ways at the end of a course's last module, published."""
    module = course.get_children().last().specific
    ways = [way("freelancing"), way("employment"), way("learning")]
    values = {"title": title, "slug": f"roadmap-{next(_count)}", "locale": module.locale, "ways": ways} | more
    return module.add_child(instance=RoadmapPage(**values))


def make_webinar(course: CoursePage, title: str = "Ask a freelancer", *, text: str = "", **more: Any) -> WebinarPage:
    """A webinar at the end of a course's last module, published."""
    module = course.get_children().last().specific
    values = {
        "title": title,
        "slug": f"webinar-{next(_count)}",
        "locale": module.locale,
        "body": [paragraph(text or "Questions and answers.")],
    } | more
    return module.add_child(instance=WebinarPage(**values))


def make_small_course(title: str = "", lessons: Sequence[str] = ("First", "Second"), **more: Any) -> CoursePage:
    """A published course of one module with these lessons."""
    course = make_course(title, **more)
    module = make_module(course, "See like a designer")
    for name in lessons:
        make_lesson(module, name, text=f"The words of {name}.")
    return course


def make_library() -> ModuleLibraryPage:
    """The library of modules below the catalogue; one for all tests of a run."""
    known = ModuleLibraryPage.objects.first()
    library = ModuleLibraryPage(title="Library", slug="library", locale=make_locale())
    return known or make_catalogue().add_child(instance=library)


def make_shared(title: str = "Getting paid") -> ModulePage:
    """A module of the library with one lesson, “Invoices”."""
    module = make_library().add_child(instance=ModulePage(title=title, locale=make_locale()))
    make_lesson(module, "Invoices")
    return module


def share(module: ModulePage, course: CoursePage) -> SharedModulePage:
    """The page of a course that points at a module of the library."""
    page: SharedModulePage = course.add_child(
        instance=SharedModulePage(title=module.title, module=module, locale=course.locale)
    )
    return page


def make_guide(**more: Any) -> GuidePage:
    """The public guide with one screen."""
    screens = [{"type": "screen", "value": {"title": "Sign in", "text": "<p>Type your PIN.</p>"}}]
    values = {
        "title": "How this works",
        "slug": f"guide-{next(_count)}",
        "screens": screens,
        "locale": make_locale(),
    } | more
    return make_catalogue().add_child(instance=GuidePage(**values))


def make_image(course: CoursePage, data: bytes = b"", name: str = "sign.png", **more: Any) -> Any:
    """A Wagtail image in the course's collection; a small grey disc unless its bytes are given."""
    if not data:
        out = BytesIO()
        Image.radial_gradient("L").convert("RGB").save(out, "PNG")
        data = out.getvalue()
    values = {"title": "A picture", "collection": collection_of(course.key)} | more
    return get_image_model().objects.create(file=ContentFile(data, name), **values)


def image_block(image: Any, **more: str) -> dict[str, Any]:
    """One picture as a body stores it."""
    return {"type": "image", "value": {"image": image.pk, "alt": "", "caption": ""} | more}


def fill(lesson: LessonPage, *blocks: dict[str, Any]) -> LessonPage:
    """Give a lesson this body, as its column stores it; nothing is saved."""
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python(list(blocks))
    return lesson


def make_recording(course: CoursePage | None = None, *, state: str = "ready", seconds: float = 83.2) -> Recording:
    """A recording with one rendition of sound, or one that still waits."""
    number = next(_count)
    original = store_bytes(f"original {number}".encode(), suffix="mkv", content_type="video/x-matroska")
    place = {"collection": collection_of(course.key)} if course else {}
    recording = Recording.objects.create(
        title=f"Recording {number}", original=original, state=state, seconds=seconds, **place
    )
    if state == "ready":
        rendition = Rendition.objects.create(
            recording=recording, rung="audio", bytes=2000, codecs="opus", tool_version="7", recipe_hash="0" * 64
        )
        for position, role in enumerate(["audio", "audio-fallback"]):
            stored = store_bytes(f"{role} {number}".encode(), suffix="mp4", content_type="audio/mp4")
            RenditionFile.objects.create(
                rendition=rendition, role=role, position=position, stored=stored, codecs="opus"
            )
    return recording


def make_person(*, superuser: bool = False, **more: Any) -> Person:
    """Somebody with an account and no role."""
    number = next(_count)
    user = get_user_model().objects.create_user(username=f"writer{number}", password=PASSWORD)
    user.is_superuser = superuser
    user.save()
    return Person.objects.create(user=user, display_name=f"Writer{number}", legal_name=f"Legal{number}", **more)


def make_trainer(course: CoursePage) -> Person:
    """A trainer of one course."""
    return with_role("trainer", course)


def make_admin(course: CoursePage) -> Person:
    """A programme admin whose programme is this course alone."""
    return with_role("programme_admin", course)


def with_role(role: str, course: CoursePage) -> Person:
    """A person with a role at a course."""
    person = make_person()
    assign_role(person, role, Scope("course", course.key), by=None)
    return person


def translate(page: Page, code: str = "ur", *, publish: bool = True, **changes: Any) -> Any:
    """The page's translation as Wagtail makes it, with ``changes``, published."""
    copy = page.copy_for_translation(make_locale(code), copy_parents=True)
    for name, value in changes.items():
        setattr(copy, name, value)
    if publish:
        copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
