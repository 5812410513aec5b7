"""Nothing that tells a key, a weight or feedback reaches a trainee before she has handed in."""

import json
import re

import pytest
from django.test import Client

from assessments.models import Attempt, QuestionVersion
from courses.authoring.api import edition_file, load_manifest
from lms.foundation.api import read_stored
from tests.factories.assessments import (
    answer,
    answer_right,
    hand_in,
    make_attempt,
    make_question,
    make_quiz_cohort,
    make_quiz_page,
    make_taker,
    release,
    shut,
    signed_in,
)
from tests.factories.authoring import make_course

pytestmark = pytest.mark.django_db

CANARY = "kanarienvogel"
WEIGHT = 89
# What factories count up may come to the weight's number too.
NUMBERED = re.compile(
    r"(?:Prompt|Quiz|Course|Module|Batch|Programme|Lesson|Summary|Display) ?[0-9]+|Choice [a-z]+[0-9]+"
)


@pytest.fixture
def attempt() -> Attempt:
    course = make_course()
    for number in range(6):
        kind, right = ("single", "c") if number % 2 else ("multiple", "ac")
        scoring = "all_or_nothing" if number % 2 else "partial"
        make_question(
            course.key, kind=kind, right=right, scoring=scoring, weight=WEIGHT, feedback={"en": CANARY, "ur": CANARY}
        )
    quiz = make_quiz_page(course, draw=3)
    return make_attempt(quiz, make_taker(quiz, make_quiz_cohort(release(quiz))))


def sealed_words(text: str) -> list[str]:
    """What of the sealed half is in this text."""
    salts = list(QuestionVersion.objects.values_list("salt", flat=True))
    found = [word for word in (CANARY, '"correct"', '"feedback"', '"weight"', '"scoring"', *salts) if word in text]
    if re.search(rf"(?<![0-9A-Za-z-]){WEIGHT}(?![0-9A-Za-z-])", NUMBERED.sub("", text)):
        found.append("weight")
    return found


def everything_open(client: Client, attempt: Attempt) -> list[str]:
    """Every address of the quiz that a trainee may ask before handing in, and what the inbox says."""
    home = f"/learn/{attempt.enrolment.uuid}/{attempt.activity_key}/"
    course = f"/learn/{attempt.enrolment.uuid}/"
    pages = [f"/quiz/{attempt.uuid}/{place}/" for place in range(1, len(attempt.paper) + 1)]
    texts = []
    for address in (course, home, f"{course}marks/", f"/quiz/{attempt.uuid}/", f"/quiz/{attempt.uuid}/result/", *pages):
        for language in ("en", "ur"):
            response = client.get(address, headers={"accept-language": language}, follow=True)
            texts.append(response.content.decode() + str(response.headers))
    return texts


def crawl(client: Client, attempt: Attempt) -> None:
    for text in everything_open(client, attempt):
        assert not sealed_words(text)


def inbox(client: Client, attempt: Attempt, options: list[str], sequence: int) -> str:
    event = {
        "uuid": f"00000000-0000-4000-8000-{sequence:012}",
        "verb": "quiz.answer",
        "sequence": sequence,
        "payload": {"attempt": str(attempt.uuid), "question": attempt.paper[0]["question"], "options": options},
    }
    body = json.dumps({"device": "page", "events": [event, event]})
    return client.post("/inbox/", body, content_type="application/json").content.decode()


def test_from_the_start_to_the_finish(attempt: Attempt) -> None:
    client = signed_in(attempt.enrolment)
    crawl(client, attempt)
    replies = [inbox(client, attempt, list(options), number) for number, options in enumerate(["a", "c", "", "zz"], 1)]
    assert not [word for reply in replies for word in sealed_words(reply)]
    # Right and wrong answers get replies that differ in nothing but the letters themselves.
    stored = [re.sub(r'"(saved_at|uuid)": "[^"]*"|"[ac]"', "", reply) for reply in replies[:2]]
    assert stored[0] == stored[1]
    crawl(client, attempt)
    hand_in(attempt)
    result = client.get(f"/quiz/{attempt.uuid}/result/").content.decode()
    assert CANARY in result


def test_another_trainees_finish_opens_nothing_for_her(attempt: Attempt) -> None:
    other = make_attempt(enrolment=make_taker_beside(attempt), quiz=quiz_of(attempt))
    answer_right(other)
    hand_in(other)
    crawl(signed_in(attempt.enrolment), attempt)


def test_her_next_attempt_is_as_closed_as_the_first(attempt: Attempt) -> None:
    answer(attempt, 1, ["a"])
    hand_in(attempt)
    again = make_attempt(enrolment=attempt.enrolment, quiz=quiz_of(attempt))
    client = signed_in(attempt.enrolment)
    for place in (1, 2, 3):
        assert not sealed_words(client.get(f"/quiz/{again.uuid}/{place}/").content.decode())


def test_after_the_window_the_mark_stays_and_the_questions_do_not(attempt: Attempt) -> None:
    answer_right(attempt)
    hand_in(attempt)
    client = signed_in(attempt.enrolment)
    assert "Prompt" in client.get(f"/quiz/{attempt.uuid}/result/").content.decode()
    shut(attempt.enrolment)
    page = client.get(f"/quiz/{attempt.uuid}/result/")
    assert page.status_code == 200
    html = page.content.decode()
    assert f"{3 * WEIGHT}</bdi>" in html
    assert not [word for word in ("Prompt", "Choice", CANARY) if word in html]


def test_behind_the_door_no_question_comes_out_of_an_open_attempt(attempt: Attempt) -> None:
    shut(attempt.enrolment)
    client = signed_in(attempt.enrolment)
    for address in (f"/quiz/{attempt.uuid}/", f"/quiz/{attempt.uuid}/1/"):
        for response in (client.get(address, follow=True), client.post(address, {"options": ["a"]}, follow=True)):
            html = response.content.decode()
            assert not [word for word in ("Prompt", "Choice") if word in html]


def test_the_open_compartment_of_the_edition_tells_nothing(attempt: Attempt) -> None:
    manifest = load_manifest(attempt.edition)
    assert "Prompt" in manifest.raw.decode()
    assert not sealed_words(manifest.raw.decode())
    for stored in attempt.edition.files.all():
        assert edition_file(attempt.edition, stored.sha256)
        assert not sealed_words(read_stored(stored).decode(errors="replace"))
    sealed = attempt.edition.sealed.sha256
    assert edition_file(attempt.edition, sealed) is None
    address = f"/learn/{attempt.enrolment.uuid}/{attempt.activity_key}/files/{sealed}.json"
    assert signed_in(attempt.enrolment).get(address).status_code == 404


def quiz_of(attempt: Attempt):  # noqa: ANN201
    from assessments.models import QuizPage

    return QuizPage.objects.get(key=attempt.activity_key)


def make_taker_beside(attempt: Attempt):  # noqa: ANN201
    from tests.factories.running import make_enrolment

    return make_enrolment(cohort=attempt.enrolment.cohort)
