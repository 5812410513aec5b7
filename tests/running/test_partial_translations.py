"""A lesson that is not translated says so to those who read the course in another language, and to nobody else."""

import pytest
from django.conf import settings
from django.urls import reverse

from courses.authoring.actions.release import make_edition
from courses.authoring.models import LessonPage
from courses.running.models import Enrolment
from tests.factories.authoring import make_small_course, paragraph, translate
from tests.factories.running import make_cohort_on, make_enrolment
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
SAID = {"en": "This lesson is not translated yet.", "ur": "اس سبق کا ترجمہ ابھی نہیں ہوا۔"}


@pytest.fixture
def enrolment() -> Enrolment:
    """A course of two lessons, the first of them in Urdu too."""
    course = make_small_course()
    translate(course, title="ڈیزائن")
    translate(LessonPage.objects.get(title="First"), title="پہلا", body=[paragraph("الفاظ")])
    return make_enrolment(cohort=make_cohort_on(make_edition(course, by=None)))


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [("ur", "First", False), ("ur", "Second", True), ("en", "First", False), ("en", "Second", False)],
)
def test_who_reads_the_original_is_told(
    enrolment: Enrolment, signed: Signed, language: str, title: str, told: bool
) -> None:
    client = signed(enrolment.person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    key = LessonPage.objects.get(title=title).key
    page = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, key])).content.decode()
    assert (SAID[language] in page) is told


def test_the_course_page_says_what_a_language_lacks(enrolment: Enrolment, signed: Signed) -> None:
    from courses.authoring.editions.listing import make_listing

    edition = enrolment.cohort.edition
    assert edition is not None
    assert make_listing(edition).missing == {"ur": 1}
