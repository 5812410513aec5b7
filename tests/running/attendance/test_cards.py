"""Cards: a code to type and a square to scan mark their holder present; void and foreign ones mark nobody."""

import re
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.cards import GOOD_FOR_SECONDS, PURPOSE, card_of, sign_of
from courses.running.actions.roll import take_roll
from courses.running.models import Cohort, TraineeCard
from lms.foundation.api import group_code, new_code, read_code, read_token, sign_token
from tests.factories.attendance import batch_at_a_centre, desk_of, entries, make_class, minutes_on_roll, trainee

pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def trainer_of(cohort: Cohort) -> Client:
    return desk_of("trainer", "course", cohort.course_key)[1]


def printed(client: Client, cohort: Cohort, **more: Any) -> str:
    """What stands on the sheet."""
    response = client.post(url("print_cards", cohort.uuid), more)
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_batch_prints_its_cards_and_again_the_same() -> None:
    cohort = batch_at_a_centre()
    for number in range(9):
        trainee(cohort, f"gul-{number}", display_name="Canary", legal_name="Canary")
    client = trainer_of(cohort)
    text = printed(client, cohort)
    codes = set(TraineeCard.objects.values_list("code", flat=True))
    assert len(codes) == 9
    assert all(group_code(code, 4) in text for code in codes)
    assert "gul-8" in text
    assert "Canary" not in text
    assert printed(client, cohort) == text
    assert TraineeCard.objects.count() == 9


def test_the_typed_code_and_the_scanned_square_mark_present() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, "nazia")
    trainee(cohort, "saima")
    session, client = make_class(cohort), trainer_of(cohort)
    printed(client, cohort)
    first, second = TraineeCard.objects.order_by("enrolment__person__user__username")
    address = url("cards", cohort.uuid, session.uuid)
    assert client.get(address).status_code == 200
    client.post(address, {"card": f" {group_code(first.code.lower(), 4)} "})
    scanned = client.post(address, {"card": sign_of(second)}, headers={"accept": "application/json"})
    assert scanned.json() == {"name": second.enrolment.person.display_name}
    assert minutes_on_roll(session) == {"nazia": 240, "saima": 240}
    client.post(address, {"card": first.code})
    assert entries() == 2


def test_the_square_says_keys_and_nothing_else() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, display_name="Canary")
    printed(trainer_of(cohort), cohort)
    card = TraineeCard.objects.get()
    said = read_token(PURPOSE, sign_of(card), max_age_seconds=GOOD_FOR_SECONDS)
    assert said == {"card": card.uuid.hex, "cohort": cohort.uuid.hex}


def test_a_square_whose_letters_happen_to_be_a_code_is_still_a_square() -> None:
    cohort = batch_at_a_centre()
    card = TraineeCard(enrolment=trainee(cohort), code=new_code(8), issued_at=timezone.now())
    while read_code(sign_of(card)) is None:
        card.uuid = uuid4()
    card.save()
    assert card_of(sign_of(card)) == card


def test_a_card_ends_an_absence_and_touches_no_minutes() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, "nazia")
    trainee(cohort, "saima")
    session, client = make_class(cohort), trainer_of(cohort)
    printed(client, cohort)
    cards = TraineeCard.objects.order_by("enrolment__person__user__username")
    people = [card.enrolment.person.uuid for card in cards]
    take_roll(session, {people[0]: 0, people[1]: 100}, by=None)
    for card in cards:
        client.post(url("cards", cohort.uuid, session.uuid), {"card": card.code})
    assert minutes_on_roll(session) == {"nazia": 240, "saima": 100}


def test_a_lost_card_marks_nobody_once_a_new_one_is_printed() -> None:
    cohort = batch_at_a_centre()
    her = trainee(cohort)
    session, client = make_class(cohort), trainer_of(cohort)
    printed(client, cohort)
    old = TraineeCard.objects.get()
    printed(client, cohort, anew=str(her.uuid))
    for text in (old.code, sign_of(old)):
        page = client.post(url("cards", cohort.uuid, session.uuid), {"card": text}).content.decode()
        assert "This card is not known, or a newer one was printed" in page
    assert entries() == 0


def test_a_forged_square_and_a_card_of_another_batch_mark_nobody() -> None:
    cohort, other = batch_at_a_centre(), batch_at_a_centre()
    her = trainee(other)
    session, client = make_class(cohort), trainer_of(cohort)
    printed(trainer_of(other), other)
    card = TraineeCard.objects.get()
    forged = sign_token("another purpose", {"card": card.uuid.hex, "cohort": other.uuid.hex})
    for text in (card.code, sign_of(card), forged, "x.y.z", "WRONG"):
        response = client.post(url("cards", cohort.uuid, session.uuid), {"card": text})
        assert re.search("not known|not in this class", response.content.decode()), text
    assert not her.person.roll_entries.exists()
    assert client.post(url("print_cards", other.uuid)).status_code == 404
