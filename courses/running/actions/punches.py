"""Putting right what a device could not know: whose a number is, and when somebody left."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.actions.device_imports import followed
from courses.running.attendance.counting import count_days, standing_punches, touched_by
from courses.running.attendance.device_file import number_of
from courses.running.errors import Refusal
from courses.running.models import DeviceBadge, Enrolment, Punch, PunchReading
from courses.running.permissions import require
from lms.people.models import Centre, Person

STAFF = "staff"
State = PunchReading.State
OPEN_STATES = [
    State.UNKNOWN, State.MISSING_OUT, State.MISSING_IN, State.NO_CLASS, State.LOCKED, State.DIFFERS,
]  # fmt: skip


@transaction.atomic
def give_number(centre: Centre, number: str, person: Person, *, by: Person | None) -> int:
    """Say that a centre's devices know this person by this number; what the number pressed before now counts for her.

    Return how many roll entries were new. A number that was somebody else's is hers from now on; what was counted for
    the other stays. Raise ``Refusal`` for no number, and for a person of no batch at this centre.
    """
    require(by, "import_punches", centre)
    plain = number_of(number)
    if not plain:
        raise Refusal("A number has letters, digits and dashes, up to 32 of them. Nothing was changed.")
    if not Enrolment.objects.filter(person=person, cohort__centre=centre).exists():
        raise Refusal("This person is in no batch of this centre. Nothing was changed.")
    Centre.objects.select_for_update().get(pk=centre.pk)
    badge, created = DeviceBadge.objects.get_or_create(centre=centre, number=plain, defaults={"person": person})
    if not created and badge.person_id != person.pk:
        badge.person = person
        badge.save(update_fields=["person"])
    waiting = list(standing_punches().filter(centre=centre, number=plain, person=None))
    named = [followed(punch, by, person_id=person.pk) for punch in waiting]
    Punch.objects.bulk_create(named, batch_size=500)
    touched = touched_by(named)
    entries = count_days(centre, touched, by) if touched else []
    record(badge, "give_number", by, badge=str(badge.uuid), entries=[str(entry.uuid) for entry in entries])
    return len(entries)


@transaction.atomic
def complete_stay(punch: Punch, at: datetime, *, reason: str, by: Person | None) -> int:
    """Add the other half of a lone punch, at ``at``, with a reason code; return how many roll entries were new."""
    require(by, "import_punches", punch.centre)
    Centre.objects.select_for_update().get(pk=punch.centre_id)
    reading = PunchReading.objects.filter(punch=punch).first()
    if reading is None or reading.state not in {State.MISSING_OUT, State.MISSING_IN}:
        raise Refusal("This punch misses nothing any more. Nothing was changed.")
    out = reading.state == State.MISSING_OUT
    if (at <= punch.effective_at) if out else (at >= punch.effective_at):
        raise Refusal("Out comes after in. Look at the time. Nothing was changed.")
    if at > timezone.now():
        raise Refusal("This time has not come yet. Nothing was changed.")
    added, created = Punch.objects.get_or_create(
        centre=punch.centre,
        device=STAFF,
        number=punch.number,
        device_at=at,
        kind=Punch.Kind.OUT if out else Punch.Kind.IN,
        supersedes=None,
        defaults={
            "effective_at": at,
            "person": punch.person,
            "reason_code": reason,
            "actor": by.uuid if by else None,
        },
    )
    if not created:
        raise Refusal("Somebody added this already. Nothing was changed.")
    touched = touched_by([punch, added])
    entries = count_days(punch.centre, touched, by) if touched else []
    record(punch, "complete_stay", by, punch=str(added.uuid), entries=[str(entry.uuid) for entry in entries])
    return len(entries)


@transaction.atomic
def count_again(centre: Centre, *, by: Person | None) -> int:
    """Count the days of every punch that waits, because a class was added or a roll unlocked; new roll entries."""
    require(by, "import_punches", centre)
    Centre.objects.select_for_update().get(pk=centre.pk)
    touched = touched_by(waiting_punches(centre))
    entries = count_days(centre, touched, by) if touched else []
    if entries:
        record(centre, "count_again", by, entries=[str(entry.uuid) for entry in entries])
    return len(entries)


def waiting_punches(centre: Centre) -> "QuerySet[Punch]":
    """Return the punches of a centre that do not count yet, the oldest first."""
    rows = standing_punches().filter(centre=centre, reading__state__in=OPEN_STATES)
    return rows.select_related("reading__session", "person__user").order_by("effective_at", "pk")
