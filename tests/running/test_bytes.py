"""Bytes are money: what a trainee's pages weigh as the server sends them, with real lessons in both languages."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from courses.running.models import Enrolment
from media_pipeline.api import edition_entry
from tests.factories.media import ready_recording
from tests.factories.running import lesson, make_cohort, make_enrolment
from tests.house.rooms import ROOT
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
FIRST_VIEW, WARM = 10_000, 3_072
# Five hundred words weigh as much as the page around them; in Urdu each letter is two bytes before it is compressed.
SHORT, ABOUT_500, WARM_IN_URDU = 250, 550, 3_450
LESSONS = 24
TEXTS = sorted((ROOT / "lms/project/demo/content/courses").glob("*/lessons/*.html"))
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def sent(client: Client, address: str, language: str) -> bytes:
    """A page as it goes to a phone."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def styles(page: bytes) -> int:
    """Bytes of the style sheets that a page asks for, compressed once as on a server."""
    named = STYLE.findall(gzip.decompress(page).decode())
    assert named
    paths = [finders.find(address.removeprefix(settings.STATIC_URL).lstrip("/")) for address in named]
    return sum(len(gzip.compress(Path(str(path)).read_bytes(), 9)) for path in paths)


def beginning(text: str, words: int) -> str:
    """The first paragraphs of a text, so many words at most."""
    kept = []
    for line in text.splitlines():
        if len(" ".join([*kept, line]).split()) > words:
            break
        kept.append(line)
    return "\n".join(kept)


def is_english(path: Path) -> bool:
    """Whether a text is in English and about as long as the goal says."""
    return path.stem.endswith(".en") and len(path.read_text(encoding="utf-8").split()) <= ABOUT_500


@pytest.fixture
def enrolment() -> Enrolment:
    """A trainee of a course of 24 lessons with lectures: every text of the demo whole, then one of them short."""
    lectures = {"en": edition_entry(ready_recording())}
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    made = [lesson(path.stem, text=text, lectures=lectures) for path, text in zip(TEXTS, texts, strict=True)]
    made += [lesson(text=beginning(text, SHORT), lectures=lectures) for text in texts[: LESSONS - len(made)]]
    found = make_enrolment(cohort=make_cohort(activities=made))
    found.keys = [item["key"] for item in made]
    return found


@pytest.mark.parametrize("language", ["en", "ur"])
def test_pages_are_light_on_the_first_view_and_lighter_afterwards(
    enrolment: Enrolment, signed: Signed, language: str
) -> None:
    client = signed(enrolment.person)
    outline = sent(client, reverse("hunar_running:course", args=[enrolment.uuid]), language)
    lessons = [
        sent(client, reverse("hunar_running:activity", args=[enrolment.uuid, key]), language) for key in enrolment.keys
    ]
    assert [len(page) + styles(page) for page in (outline, *lessons) if len(page) + styles(page) > FIRST_VIEW] == []
    warm = [outline, *lessons[len(TEXTS) :]]
    if language == "en":
        warm += [page for page, path in zip(lessons, TEXTS, strict=False) if is_english(path)]
    assert [len(page) for page in warm if len(page) > WARM] == []
    assert [len(page) for page in lessons if len(page) > WARM_IN_URDU] == []
