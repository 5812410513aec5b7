"""What follows from a roll: whoever was at a webinar has done it."""

from collections.abc import Iterable
from datetime import datetime

from courses.running.actions.progress import record_activity
from courses.running.models import ClassSession, RollEntry, WebinarMeeting
from lms.people.models import Person


def finish_attended(session: ClassSession, entries: Iterable[RollEntry], at: datetime) -> None:
    """Record the webinar as done for everybody whom these entries of its roll put there, with minutes or more.

    Called in the transaction of the roll. Done stays done, also when the roll is corrected afterwards.
    """
    row = WebinarMeeting.objects.select_related("cohort__edition").filter(session=session).first()
    if row is None or row.cohort.edition is None:
        return
    people = Person.objects.in_bulk([entry.person_id for entry in entries if entry.minutes or entry.told_minutes])
    for person in people.values():
        record_activity(person, row.activity_key, row.cohort.edition, done=True, at=at)
