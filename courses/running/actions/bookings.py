"""Booking a place in a lab slot or a make-up class, and giving it back. A trainee acts for herself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.running.attendance.booking import Seat, find_seat
from courses.running.attendance.slots import may_come, slot_of, taken_seats
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Enrolment, SlotBooking
from lms.people.models import Person

State = SlotBooking.State


@transaction.atomic
def book(session: ClassSession, enrolment: Enrolment, *, at: datetime | None = None) -> SlotBooking:
    """Book a place for the person of an enrolment; booking twice gives the same place.

    The session's row is locked, so of many at once no more find a place than there are. Raise ``Refusal`` with a
    sentence in her language when there is none for her.
    """
    locked = ClassSession.objects.select_for_update().get(pk=session.pk)
    if not may_come(locked, enrolment):
        raise Refusal(_("This class is not one of yours."))
    person = enrolment.person
    known = locked.bookings.filter(person=person, state=State.BOOKED).first()
    if known is not None:
        return known
    now = at or timezone.now()
    found = find_seat(slot_of(locked), taken_seats(locked), woman=person.gender == Person.Gender.FEMALE, at=now)
    if not isinstance(found, Seat):
        raise Refusal(refusals()[found])
    return SlotBooking.objects.create(
        session=locked, person=person, pool=found.pool, seat=found.number, booked_at=now, state=State.BOOKED
    )


@transaction.atomic
def cancel_booking(session: ClassSession, person: Person, *, at: datetime | None = None) -> None:
    """Give her place back, until the class begins; when she has none nothing is changed."""
    locked = ClassSession.objects.select_for_update().get(pk=session.pk)
    now = at or timezone.now()
    if now >= locked.starts_at:
        raise Refusal(refusals()["begun"])
    locked.bookings.filter(person=person, state=State.BOOKED).update(state=State.CANCELLED, cancelled_at=now)


def refusals() -> dict[str, str]:
    """Return why there is no place, in the reader's language."""
    return {
        "begun": _("This class has begun. Places are booked and given back until then."),
        "women_only": _("These hours are for women only. Choose another time."),
        "full": _("Every place is taken. Choose another time."),
    }
