"""The demo's page tree: a catalogue, the guide, four courses, one of them in Urdu too."""

import re
from typing import Any

from wagtail.models import Locale

from assessments.models import QuizPage
from courses.authoring.models import (
    ActivityPage,
    CataloguePage,
    CoursePage,
    GuidePage,
    LessonPage,
    ModulePage,
    RoadmapPage,
    Track,
)
from lms.project.demo.reader import Activity, Course, Module
from lms.project.site.first_pages import publish

HEADING = re.compile(r"<h[23]>(.*?)</h[23]>", re.DOTALL)
NEXT = {
    "en": "Answer one question at a time. Each answer is saved when you give it; you may stop and come back.",
    "ur": "ایک وقت میں ایک سوال۔ ہر جواب دیتے ہی محفوظ ہو جاتا ہے؛ رک کر بعد میں بھی آیا جا سکتا ہے۔",
}
TRACKS = {
    "design": ("Design", "ڈیزائن"),
    "marketing": ("Selling and marketing", "فروخت اور تشہیر"),
    "data": ("Data", "ڈیٹا"),
    "web": ("Web sites", "ویب سائٹ"),
}
NEEDS = {
    "en": "A phone that opens web pages\nA notebook and a pen",
    "ur": "ایسا فون جس پر ویب سائٹ کھلتی ہو\nکاپی اور قلم",
}


def blocks(html: str) -> list[dict[str, Any]]:
    """A lesson's HTML as stream blocks: headings apart, the text between them as paragraphs."""
    parts = HEADING.split(html)
    found: list[dict[str, Any]] = []
    for position, part in enumerate(parts):
        if text := part.strip():
            found.append({"type": "heading" if position % 2 else "paragraph", "value": text})
    return found


def guide_pages(catalogue: dict[str, CataloguePage], words: dict[str, Any], titles: dict[str, str]) -> None:
    """Lesson zero in both languages; what is spoken comes when its recording is ready."""
    page = GuidePage(title=titles["en"], slug="how-this-works", screens=screens(words["en"]))
    publish(catalogue["en"].add_child(instance=page))
    urdu = page.copy_for_translation(catalogue["ur"].locale)
    urdu.title, urdu.screens = titles["ur"], screens(words["ur"])
    publish(urdu)


def screens(words: list[dict[str, str]]) -> list[tuple[str, dict[str, str]]]:
    """The screens of one language as stream values."""
    return [("screen", {"title": screen["title"], "text": f"<p>{screen['text']}</p>"}) for screen in words]


def course_pages(catalogue: dict[str, CataloguePage], course: Course) -> CoursePage:
    """One course in every language it claims."""
    page = catalogue["en"].add_child(instance=CoursePage(slug=course.slug, **course_words(course, "en")))
    publish(page)
    for module in course.modules:
        module_pages(page, module)
    for language in course.languages[1:]:
        translate(page, course, catalogue[language])
    return page


def course_words(course: Course, language: str) -> dict[str, Any]:
    """What a course page says in a language."""
    return {
        "title": course.title[language],
        "summary": course.summary[language],
        "outcomes": "\n".join(course.able_to[language]),
        "needs": NEEDS[language],
        "track": track(course.track),
        "room_hours": course.hours_in_room,
        "online_weeks": 4,
    }


def track(slug: str) -> Track:
    """The track of this name in ``course.json``, made when it is first needed."""
    name, name_ur = TRACKS[slug]
    order = list(TRACKS).index(slug)
    return Track.objects.get_or_create(name=name, defaults={"name_ur": name_ur, "order": order})[0]


def module_pages(course: CoursePage, module: Module) -> None:
    """One module and its activities, in English."""
    page = publish(course.add_child(instance=ModulePage(title=module.title["en"], slug=module.slug)))
    for activity in module.activities:
        publish(page.add_child(instance=activity_page(activity)))


def activity_page(activity: Activity) -> ActivityPage:
    """The English page of an activity, not yet in the tree."""
    common = {"title": activity.title["en"], "slug": activity.slug, "minutes": activity.minutes}
    if activity.kind == "quiz":
        return QuizPage(**common, **activity.quiz, introduction=f"<p>{NEXT['en']}</p>")
    if activity.kind == "roadmap":
        return RoadmapPage(**common, **roadmap(activity, "en"))
    return LessonPage(**common, body=stream(activity.bodies["en"]))


def roadmap(activity: Activity, language: str) -> dict[str, Any]:
    """The words of a roadmap in one language."""
    ways = [("way", {"way": way, "text": f"<p>{text[language]}</p>"}) for way, text in activity.ways]
    return {"introduction": f"<p>{activity.introduction[language]}</p>", "ways": ways}


def stream(html: str) -> list[tuple[str, str]]:
    """The stream value of a lesson's HTML."""
    return [(block["type"], block["value"]) for block in blocks(html)]


def translate(page: CoursePage, course: Course, catalogue: CataloguePage) -> None:
    """The same course in the catalogue's language, under the same keys."""
    language, locale = catalogue.locale.language_code, catalogue.locale
    copy = page.copy_for_translation(locale)
    for name, value in course_words(course, language).items():
        setattr(copy, name, value)
    publish(copy)
    originals = ModulePage.objects.child_of(page)
    for module, original in zip(course.modules, originals, strict=True):
        translated = original.copy_for_translation(locale)
        translated.title = module.title[language]
        publish(translated)
        children = [child.specific for child in original.get_children()]
        for activity, child in zip(module.activities, children, strict=True):
            publish(translated_activity(child, activity, locale))


def translated_activity(page: ActivityPage, activity: Activity, locale: Locale) -> ActivityPage:
    """The translation of one activity, filled with its words."""
    language = locale.language_code
    copy = page.copy_for_translation(locale)
    copy.title = activity.title[language]
    if activity.kind == "quiz":
        copy.introduction = f"<p>{NEXT[language]}</p>"
    elif activity.kind == "roadmap":
        for name, value in roadmap(activity, language).items():
            setattr(copy, name, value)
    else:
        copy.body = stream(activity.bodies[language])
    return copy
