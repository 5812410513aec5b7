"""A trainer's afternoon, from a Word file to a corrected letter in a running batch, by the screens people use.

``HUNAR_PICTURES=folder`` keeps a picture of every step.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from courses.authoring.actions.release import JOB
from courses.authoring.api import latest_edition
from courses.authoring.models import CoursePage, Edition, LessonPage
from courses.running.models import Cohort
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from lms.people.api import REVIEWER
from lms.people.models import Person
from media_pipeline.models import Recording
from tests.authoring.importing.material import drawing, line, picture, relation, word
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_recording,
    make_trainer,
    paragraph,
    translate,
    with_role,
)
from tests.factories.running import make_cohort_on
from tests.running_site import cookies_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the file of a thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]
URDU = "پہلے بورڈ دیکھیں، پھر لفظ۔"


@dataclass
class Afternoon:
    """One person's screen after the other; each step may be kept as a picture."""

    site: str
    chromium: "Browser"
    step: int = 0

    def desk_of(self, person: Person, path: str) -> "Page":
        """A staff screen on which this person is signed in."""
        context = self.chromium.new_context(viewport={"width": 1280, "height": 800})
        return self.opened(context, person, path)

    def opened(self, context: "BrowserContext", person: Person, path: str) -> "Page":
        """A page of this phone or screen, signed in."""
        values = cookies_of(person.user, "en")
        context.add_cookies([{"name": name, "value": value, "url": self.site} for name, value in values.items()])
        page = context.new_page()
        page.goto(self.site + path)
        return page

    def keep(self, page: "Page", name: str) -> None:
        """Keep a picture of this step where somebody wants pictures."""
        self.step += 1
        if folder := os.environ.get("HUNAR_PICTURES"):
            page.wait_for_timeout(400)
            page.screenshot(path=Path(folder) / f"{self.step:02}-{name}.png")


def word_file(place: Path) -> Path:
    """Two lessons of one module, with a picture that nobody told in words."""
    body = (
        line("Signs that sell", "Title")
        + line("Read from across the road", "Heading1")
        + line("Three words are enough", "Heading2")
        + line("Write the name, the thing and the prise.")
        + line("", inside=drawing("r9", ""))
        + line("Hang it high", "Heading2")
        + line("Above the heads of people who stand before it.")
    )
    place.write_bytes(word(body, parts={"word/media/sign.png": picture()}, relations=relation("r9", "media/sign.png")))
    return place


def publish_menu(page: "Page", choice: str) -> None:
    """Choose something beside “Save draft”."""
    page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").first.click()
    page.get_by_role("button", name=choice).first.click()


def release_now(course: CoursePage) -> Edition:
    """What the worker does next; the edition that came of it."""
    job = Job.objects.filter(kind=JOB, payload__course=str(course.key), state=Job.State.WAITING).get()
    run(job.uuid)
    edition = latest_edition(course.key)
    assert edition is not None
    return edition


def test_from_a_word_file_to_a_corrected_letter(
    live_server: "LiveServer", chromium: "Browser", phone: "BrowserContext", tmp_path: Path
) -> None:
    course = make_course("Signs for shops", slug="signs")
    course.save_revision(user=make_admin(course).user).publish()
    trainer, reviewer, admin = make_trainer(course), with_role(REVIEWER, course), make_admin(course)
    recording = make_recording(course)
    afternoon = Afternoon(live_server.url, chromium)
    desk = afternoon.desk_of(trainer, f"/cms/courses/{course.key}/lessons/")
    bring_in(afternoon, desk, word_file(tmp_path / "signs.docx"))
    place_recording(afternoon, desk, recording)
    submit_everything(afternoon, desk, course)
    lesson = LessonPage.objects.get(title="Three words are enough")
    look_at_it_in_urdu(afternoon, phone, lesson, trainer)
    review = afternoon.desk_of(reviewer, "/cms/")
    send_back(afternoon, review)
    write(lesson.pk, trainer, "Write the name", "For the people across the road: write the name")
    submit_everything(afternoon, desk, course)
    approve_everything(afternoon, review, course)
    office = afternoon.desk_of(admin, f"/cms/courses/{course.key}/release/")
    first = release(afternoon, office, course)
    batch = make_cohort_on(first)
    write(lesson.pk, trainer, "prise", "price")
    submit_everything(afternoon, desk, course)
    approve_everything(afternoon, review, course)
    second = correct(afternoon, office, course)
    assert second != first
    assert Cohort.objects.get(pk=batch.pk).edition == second


def bring_in(afternoon: Afternoon, desk: "Page", file: Path) -> None:
    """A Word file becomes a module."""
    desk.get_by_role("link", name="Bring material in").first.click()
    desk.set_input_files("input[type=file]", file)
    desk.get_by_role("button", name="Look at it").click()
    desk.get_by_text("2 lessons would be made").wait_for()
    afternoon.keep(desk, "what-the-word-file-becomes")
    desk.get_by_role("button", name="Bring it in as drafts").click()
    desk.get_by_text("2 lessons were made").wait_for()
    afternoon.keep(desk, "the-module-in-the-course")


def place_recording(afternoon: Afternoon, desk: "Page", recording: Recording) -> None:
    """The first lesson gets its lecture."""
    desk.get_by_role("link", name="Three words are enough").first.click()
    desk.get_by_role("button", name="Choose a recording").first.click()
    desk.get_by_role("link", name=recording.title).first.click()
    desk.get_by_text(recording.title).first.wait_for()
    afternoon.keep(desk, "a-recording-is-placed")
    desk.get_by_role("button", name="Save draft").click()
    desk.get_by_text("has been updated").or_(desk.get_by_text("Saved")).first.wait_for()


def look_at_it_in_urdu(afternoon: Afternoon, phone: "BrowserContext", lesson: LessonPage, by: Person) -> None:
    """The same lesson in Urdu, as a phone shows it."""
    urdu = translate(lesson, publish=False)
    urdu.title, urdu.body = "تین لفظ کافی ہیں", [paragraph(URDU)]
    urdu.save_revision(user=by.user)
    preview = afternoon.opened(phone, by, f"/cms/pages/{urdu.pk}/revisions/{urdu.latest_revision_id}/view/")
    assert preview.get_by_text(URDU).is_visible()
    assert preview.locator("article, .prose").first.evaluate("each => getComputedStyle(each).direction") == "rtl"
    afternoon.keep(preview, "the-phone-in-urdu")


def send_back(afternoon: Afternoon, review: "Page") -> None:
    """The reviewer's no, from her first screen."""
    review.get_by_role("link", name="Three words are enough").first.click()
    publish_menu(review, "Send back with a remark")
    review.locator(".modal textarea").fill("Say who reads it.")
    afternoon.keep(review, "the-reviewers-no")
    review.locator(".modal").get_by_role("button", name="Send back with a remark").click()
    review.get_by_text("has been updated").wait_for()


def release(afternoon: Afternoon, office: "Page", course: CoursePage) -> Edition:
    """The list with its two warnings, and the button."""
    assert office.get_by_text("not told in words").count() == 1
    assert office.get_by_text("has no captions").count() == 1
    afternoon.keep(office, "the-release-and-its-two-warnings")
    office.get_by_role("button", name="Release", exact=True).click()
    office.get_by_text("Releasing:").wait_for()
    return release_now(course)


def correct(afternoon: Afternoon, office: "Page", course: CoursePage) -> Edition:
    """The difference in words, and the button that takes it to the batch."""
    office.goto(f"{afternoon.site}/cms/courses/{course.key}/release/")
    office.get_by_text("its words or pictures changed").wait_for()
    afternoon.keep(office, "the-difference-in-words")
    office.get_by_role("button", name="Correct running batches now").click()
    office.get_by_text("Releasing:").wait_for()
    edition = release_now(course)
    office.goto(f"{afternoon.site}/cms/courses/{course.key}/editions/")
    afternoon.keep(office, "the-correction-reached-the-batch")
    return edition


def submit_everything(afternoon: Afternoon, desk: "Page", course: CoursePage) -> None:
    """The one button below the outline."""
    desk.goto(f"{afternoon.site}/cms/courses/{course.key}/lessons/")
    desk.get_by_role("button", name="to a reviewer").click()
    desk.get_by_text("for a reviewer now").wait_for()
    afternoon.keep(desk, "before-the-reviewer")


def approve_everything(afternoon: Afternoon, review: "Page", course: CoursePage) -> None:
    """The reviewer opens what waits for her, one after the other, and approves it."""
    for waiting in [page for page in drafts(course) if page.current_workflow_task]:
        review.goto(f"{afternoon.site}/cms/pages/{waiting.pk}/edit/")
        review.locator("footer .w-dropdown__toggle").first.click()
        if isinstance(waiting, LessonPage):
            afternoon.keep(review, "the-reviewers-yes")
        review.get_by_role("button", name="Approve and Publish").click()
        review.wait_for_timeout(4000)
        review.get_by_text("has been updated").or_(review.get_by_text("has been published")).first.wait_for()
    assert all(page.live for page in drafts(course))


def drafts(course: CoursePage) -> list[Any]:
    """Every page below the course as it is now."""
    return list(course.get_descendants().specific())


def write(number: int, by: Person, old: str, new: str) -> None:
    """What she types in the editor: a rich text field takes no plain input, so the words are put behind it."""
    page = LessonPage.objects.get(pk=number).get_latest_revision_as_object()
    body = page.body.get_prep_value()
    for block in body:
        if block["type"] == "paragraph":
            block["value"] = block["value"].replace(old, new)
    page.body = LessonPage._meta.get_field("body").stream_block.to_python(body)
    page.save_revision(user=by.user)
