"""A course as large as they come: two languages, and in each lesson a lecture and every block that an author has."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.models import CataloguePage, CoursePage, LessonPage, Page
from courses.authoring.rights import collection_of
from lms.foundation.models import StoredFile
from media_pipeline.models import Recording, RenditionFile
from tests.factories.authoring import make_course, make_lesson, make_locale, make_module
from tests.factories.media import recording

WORDS = "Look at a shop sign from the other side of the road. What differs most from its ground is <b>read first</b>. "
URDU = "سڑک کے دوسری طرف سے دکان کا بورڈ دیکھیں۔ جو اپنے پس منظر سے <b>سب سے الگ</b> ہو وہ پہلے پڑھا جاتا ہے۔ "
CODE = "h1 {\n  color: #0a5;\n  margin: 0 auto;\n}\n/* a rule for every heading */\np > b { font-weight: 700; }\n" * 4
SLIDES = 12


def make_large_course(lessons: int = 200, modules: int = 20, *, pictures: int = 12) -> CoursePage:
    """The course, published in English and Urdu, with so many different pictures."""
    course = make_course("Graphic design", licence="cc-by", attribution="The college")
    materials = Materials(course, pictures)
    urdu = urdu_course(course)
    for number in range(modules):
        english_module = make_module(course, f"Module {number + 1}")
        urdu_module = make_module(urdu, f"باب {number + 1}", translation_key=english_module.translation_key)
        first = None
        for place in range(lessons // modules):
            lecture = make_finished_recording(f"lecture {number} {place}")
            links = [first.pk] if first else []
            lesson = make_lesson(
                english_module, f"Lesson {number}.{place}", body=materials.body(WORDS, links), recording=lecture
            )
            make_lesson(
                urdu_module,
                f"سبق {number}.{place}",
                body=materials.body(URDU, links),
                recording=lecture,
                translation_key=lesson.translation_key,
            )
            first = first or lesson
    return CoursePage.objects.get(pk=course.pk)


def urdu_course(course: CoursePage) -> CoursePage:
    """The Urdu page of ``course`` in an Urdu catalogue."""
    urdu = make_locale("ur")
    catalogue = Page.get_first_root_node().add_child(
        instance=CataloguePage(title="کورس", slug=f"catalogue-ur-{course.pk}", locale=urdu)
    )
    page = CoursePage(title="گرافک ڈیزائن", slug=course.slug, locale=urdu, translation_key=course.translation_key)
    page.source_language = course.source_language
    return catalogue.add_child(instance=page)


class Materials:
    """Pictures, handouts and short recordings of a course, and bodies that show them in turn."""

    def __init__(self, course: CoursePage, number: int) -> None:
        collection = collection_of(course.key)
        self.images = [
            get_image_model().objects.create(
                title=f"Picture {each}", file=ContentFile(drawn(each), f"{each}.png"), collection=collection
            )
            for each in range(number)
        ]
        self.documents = [
            get_document_model().objects.create(
                title=f"Sheet {each}", file=ContentFile(f"sheet {each}".encode(), f"{each}.txt"), collection=collection
            )
            for each in range(number // 3)
        ]
        self.recordings = [make_finished_recording(f"in text {each}", slides=0) for each in range(number // 3)]
        self._turn = 0

    def image(self) -> int:
        """The number of the next picture."""
        self._turn += 1
        return int(self.images[self._turn % len(self.images)].pk)

    def body(self, words: str, links: Sequence[int] = ()) -> list[dict[str, Any]]:
        """One block of each kind, every one filled in; ids as an editor gives them."""
        image, text = self.image, f"<p>{words * 4}</p>"
        linked = "".join(f'<p><a linktype="page" id="{page}">{words}</a></p>' for page in links)
        picture = {"image": image(), "alt": "A shop sign", "caption": words[:40]}
        more = [{"type": "paragraph", "value": text}, {"type": "image", "value": picture}]
        columns = [{"type": "text", "heading": heading} for heading in ("Size", "Use", "Price", "Where")]
        cells = [{"values": [f"<p>{words[:30]}</p>"] * 4} for _row in range(4)]
        values = [
            ("paragraph", text + linked),
            ("heading", f"Why it works, {self._turn}"),
            ("subheading", "One step further"),
            ("image", {"image": image(), "alt": "A sign", "caption": "Read from afar"}),
            ("steps", [step(text, image()) for _step in range(3)]),
            ("recording", {"recording": self.recordings[self._turn % len(self.recordings)].pk, "caption": "A pen"}),
            ("callout", {"kind": "tip", "title": "", "text": text, "more": more}),
            ("definition", {"term": "Contrast", "meaning": text}),
            ("try_it", {"task": text, "more": more, "steps": ["Draw three", "Keep one"], "solution": more}),
            ("code", {"language": "css", "caption": "style.css", "code": CODE}),
            ("table", {"columns": columns, "rows": cells, "caption": "Sizes"}),
            ("download", {"document": self.documents[self._turn % len(self.documents)].pk, "label": "A sheet"}),
            ("trainer_note", {"text": text, "more": []}),
        ]
        blocks = [("paragraph", text)] * 3 + values
        return [block(name, value, f"{self._turn} {place}") for place, (name, value) in enumerate(blocks)]


def block(name: str, value: Any, seed: str) -> dict[str, Any]:
    """A block as a stream field stores it."""
    return {"type": name, "value": value, "id": str(uuid5(UUID(int=1), seed))}


def step(text: str, image: int) -> dict[str, Any]:
    """One step of a block of steps."""
    return {"type": "item", "value": {"text": text, "image": image, "alt": "So it looks"}}


def drawn(number: int) -> bytes:
    """A small picture, each number another."""
    out = BytesIO()
    Image.new("RGB", (360 + number, 240), (20 * number % 250, 90, 50)).save(out, "PNG")
    return out.getvalue()


def make_finished_recording(title: str, *, slides: int = SLIDES) -> Recording:
    """A finished recording with all its rows; nobody reads its bytes, so there are none."""
    made = recording(
        title=title, original=fake_files([(title, "mkv")])[0], state="ready", seconds=600.0, content_class="slides"
    )
    voice = [("audio", 0, None), ("audio-fallback", 0, None)]
    stills = [(role, at, 30.0 * at) for at in range(slides) for role in ("still", "still-fallback")]
    video = [("video", 0, None), ("video-fallback", 0, None)]
    for rung, files in (("slides", [*voice, *stills]), ("audio", voice), ("video", video), ("standard", video[:1])):
        if rung == "slides" and not slides:
            continue
        rendition = made.renditions.create(rung=rung, bytes=1, codecs="", tool_version="", recipe_hash=rung)
        stored = fake_files(
            [(f"{title} {role} {at}" + rung * (rung == "standard"), "mp4") for role, at, _seconds in files]
        )
        RenditionFile.objects.bulk_create(
            RenditionFile(
                rendition=rendition, role=role, position=at, at_seconds=seconds, stored=file, width=640, height=360
            )
            for (role, at, seconds), file in zip(files, stored, strict=True)
        )
    for at in range(slides):
        made.slides.create(position=at, at_seconds=30.0 * at, text=f"What do you read first?\nThe same bread, {at}")
    return made


def fake_files(names: Sequence[tuple[str, str]]) -> list[StoredFile]:
    """Rows of stored files without the files, each name once."""
    wanted = {sha256(name.encode()).hexdigest(): suffix for name, suffix in names}
    StoredFile.objects.bulk_create(
        [
            StoredFile(sha256=name, suffix=suffix, bytes=12_000, content_type="video/mp4")
            for name, suffix in wanted.items()
        ],
        ignore_conflicts=True,
    )
    found = StoredFile.objects.in_bulk(list(wanted), field_name="sha256")
    return [found[name] for name in wanted]


def first_lesson(course: CoursePage) -> LessonPage:
    """The lesson that is taught first."""
    return LessonPage.objects.descendant_of(course).order_by("path").first()
