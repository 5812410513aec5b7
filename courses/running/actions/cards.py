"""Cards of paper that mark their holder present: issued for a batch, read by their code or by their sign."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.actions.roll import expected, take_roll
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, RollEntry, TraineeCard
from courses.running.permissions import require
from courses.running.querysets import standing_roll
from lms.foundation.api import BadToken, new_code, read_code, read_token, sign_token
from lms.people.models import Person

PURPOSE = "attendance card"
CODE_LENGTH = 8
GOOD_FOR_SECONDS = 2 * 366 * 24 * 3600


@transaction.atomic
def issue_cards(cohort: Cohort, *, by: Person | None, anew: Iterable[Enrolment] = ()) -> list[TraineeCard]:
    """Return a card for every active trainee of a batch; those who have one keep it, unless they are named ``anew``."""
    require(by, "take_roll", cohort)
    now, lost = timezone.now(), [row.pk for row in anew]
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    TraineeCard.objects.filter(enrolment__in=lost, enrolment__cohort=cohort, voided_at=None).update(voided_at=now)
    rows = cohort.enrolments.filter(state=Enrolment.State.ACTIVE).exclude(cards__in=standing_cards())
    made = [TraineeCard(enrolment=row, code=new_code(CODE_LENGTH), issued_at=now) for row in rows]
    TraineeCard.objects.bulk_create(made)
    if made:
        record(cohort, "issue_cards", by, cards=[str(card.uuid) for card in made])
    active = standing_cards().filter(enrolment__cohort=cohort, enrolment__state=Enrolment.State.ACTIVE)
    return list(
        active.select_related("enrolment__person__user", "enrolment__cohort").order_by(
            "enrolment__person__display_name", "pk"
        )
    )


def standing_cards() -> "QuerySet[TraineeCard]":
    """Return the cards that no newer one has voided."""
    return TraineeCard.objects.filter(voided_at=None)


def sign_of(card: TraineeCard) -> str:
    """Return what a card's square says: the card's key and the batch's, signed by us; no name and no number."""
    return sign_token(PURPOSE, {"card": card.uuid.hex, "cohort": card.enrolment.cohort.uuid.hex})


def card_of(text: str) -> TraineeCard | None:
    """Return the card whose code somebody typed or whose square a phone read; None for a void one and for none."""
    cards = standing_cards().select_related("enrolment__person", "enrolment__cohort")
    code = read_code(text)
    # The letters of a square may happen to end in the right check character; no code is as long.
    if code is not None and len(code) == CODE_LENGTH:
        return cards.filter(code=code).first()
    try:
        said = read_token(PURPOSE, text.strip(), max_age_seconds=GOOD_FOR_SECONDS)
    except (BadToken, ValueError):
        return None
    return cards.filter(uuid=said["card"], enrolment__cohort__uuid=said["cohort"]).first()


def person_of_card(text: str) -> Person | None:
    """Return whose card this is."""
    card = card_of(text)
    return card.enrolment.person if card else None


def mark_present(session: ClassSession, text: str, *, by: Person | None) -> Person:
    """Write all planned minutes for the holder of a card; minutes that stand already stay, an absence does not.

    Raise ``Refusal`` for a card that is not ours or void, and where ``take_roll`` does.
    """
    require(by, "take_roll", session)
    person = person_of_card(text)
    if person is None:
        raise Refusal("This card is not known, or a newer one was printed. Nothing was saved.")
    if session.cohorts.exists() and person.uuid not in expected(session, by=by):
        raise Refusal("This card is of somebody who is not in this class. Nothing was saved.")
    if not standing_roll().filter(session=session, person=person, minutes__gt=0).exists():
        take_roll(session, {person.uuid: session.planned_minutes}, by=by, source=RollEntry.Source.CARD)
    return person
