"""One trainee with something true on every page: a course of two lessons and a quiz, a lecture, a certificate."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from assessments.api import start_attempt
from assessments.models import Attempt
from certificates.api import Award
from courses.authoring.actions.release import make_edition
from courses.authoring.models import CataloguePage, CoursePage, GuidePage, LessonPage
from courses.running.api import close
from courses.running.models import Enrolment
from lms.foundation.api import store_bytes
from lms.people.models import Person, PinCredential
from lms.people.pins import verifier_of
from media_pipeline.models import Recording, Rendition, RenditionFile
from tests.factories.assessments import answer_right, hand_in, make_question, make_quiz_cohort
from tests.factories.assessments import make_quiz_page as add_quiz_page
from tests.factories.authoring import make_course, make_guide, make_lesson, make_module, make_recording, translate
from tests.factories.certificates import make_award, make_holder
from tests.factories.running import make_enrolment, make_superuser

PIN = "482913"
WORDS = "Look at a shop sign from the other side of the road. What differs most from its ground is read first. "


def picture(number: int, kind: str) -> bytes:
    """A slide as a picture file."""
    made = BytesIO()
    Image.new("RGB", (640, 360), (11, 61 + 40 * number, 50)).save(made, kind)
    return made.getvalue()


def make_lecture(course: CoursePage) -> Recording:
    """A recording with slides, voice and small video; the sound is no sound, the pictures are pictures."""
    recording = make_recording(course)
    audio = recording.renditions.get(rung="audio")
    slides = Rendition.objects.create(
        recording=recording, rung="slides", bytes=3000, codecs="", tool_version="7", recipe_hash="1" * 64
    )
    for known in audio.files.all():
        slides.files.create(role=known.role, position=known.position, stored=known.stored, codecs=known.codecs)
    for number in range(3):
        for role, kind in (("still", "avif"), ("still-fallback", "webp")):
            stored = store_bytes(picture(number, kind), suffix=kind, content_type=f"image/{kind}")
            slides.files.create(
                role=role, position=number, at_seconds=20.0 * number, stored=stored, width=640, height=360
            )
    video = Rendition.objects.create(
        recording=recording, rung="video", bytes=9000, codecs="", tool_version="7", recipe_hash="2" * 64
    )
    for position, role in enumerate(("video", "video-fallback")):
        stored = store_bytes(f"{role} {recording.pk}".encode() * 300, suffix="mp4", content_type="video/mp4")
        RenditionFile.objects.create(
            rendition=video, role=role, position=position, stored=stored, codecs="av01", width=640, height=360
        )
    return recording


@dataclass
class Walk:
    """Everything one trainee can meet, and the addresses of it."""

    person: Person
    enrolment: Enrolment
    lessons: list[LessonPage]
    quiz_key: UUID
    guide: GuidePage
    catalogue: CataloguePage
    course: CoursePage
    finished: Attempt | None = None
    running: Attempt | None = None
    award: Award | None = None
    shut: Enrolment | None = None

    def activity(self, key: UUID, query: str = "") -> str:
        """The address of one activity."""
        return reverse("hunar_running:activity", args=[self.enrolment.uuid, key]) + query

    @property
    def outline(self) -> str:
        """The address of the course."""
        return reverse("hunar_running:course", args=[self.enrolment.uuid])

    def stranger_pages(self) -> dict[str, str]:
        """Pages that need no sign-in, by name."""
        pages = {"sign-in": "/sign-in/", "start": "/start/", "check": "/v/", "unknown": "/v/0123456789/", "404": "/no/"}
        pages |= {"guide": self.guide.url, "catalogue": self.catalogue.url, "public course": self.course.url}
        return pages | ({"verified": f"/v/{self.award.code}/"} if self.award else {})

    def her_pages(self) -> dict[str, str]:
        """Pages of the signed-in trainee, by name."""
        first = self.lessons[0].key
        pages = {
            "home": "/",
            "course": self.outline,
            "marks": reverse("hunar_running:marks", args=[self.enrolment.uuid]),
            "lesson": self.activity(first),
            "lesson without lecture": self.activity(self.lessons[1].key),
            "quiz": self.activity(self.quiz_key),
            "certificates": "/certificates/",
            "leave": "/sign-out/",
        }
        pages |= {f"player {rung}": self.activity(first, f"?play={rung}") for rung in ("slides", "audio", "video")}
        if self.running:
            pages["question"] = reverse("hunar_assessments:question", args=[self.running.uuid, 1])
            pages["hand in"] = reverse("hunar_assessments:check", args=[self.running.uuid])
        if self.finished:
            pages["result"] = reverse("hunar_assessments:result", args=[self.finished.uuid])
        if self.award:
            pages["certificate"] = reverse("hunar_certificates:award", args=[self.award.uuid])
        if self.shut:
            pages["closed"] = reverse("hunar_running:course", args=[self.shut.uuid])
        return pages


def make_walk(*, host: str = "testserver", questions: int = 5) -> Walk:
    """A trainee at the beginning of a released course, English and Urdu."""
    course = make_course("Graphic design")
    module = make_module(course, "See like a designer")
    first = make_lesson(module, "What the eye sees first", text=WORDS * 6, recording=make_lecture(course))
    second = make_lesson(module, "Three colours are enough", text=WORDS * 4)
    for _ in range(questions):
        make_question(course.key)
    quiz = add_quiz_page(course, title="What you can see now", draw=min(questions, 4))
    guide = make_guide()
    translate(guide, title="یہ کیسے چلتا ہے")
    edition = make_edition(CoursePage.objects.get(pk=course.pk), by=make_superuser())
    Site.objects.update(hostname=host)
    person = make_holder(username="gul-4182", language="en")
    PinCredential.objects.create(person=person, verifier=verifier_of(PIN), set_at=timezone.now())
    catalogue = CataloguePage.objects.get(pk=course.get_parent().pk)
    enrolment = make_enrolment(person, make_quiz_cohort(edition))
    return Walk(person, enrolment, [first, second], quiz.key, guide, catalogue, course)


def make_full_walk(**more: str) -> Walk:
    """The same trainee with an attempt finished and one open, a certificate, and a course that is closed to her."""
    walk = make_walk(**more)
    walk.finished = start_attempt(walk.enrolment, walk.quiz_key)
    answer_right(walk.finished, 2)
    hand_in(walk.finished)
    walk.running = start_attempt(walk.enrolment, walk.quiz_key)
    answer_right(walk.running, 1)
    walk.award = make_award(walk.person, specimen=True)
    walk.shut = make_enrolment(walk.person)
    close(walk.shut, reason="mistake", by=None)
    return walk
