"""Refused openings that are worth a line."""

from courses.running.actions.audit import record
from courses.running.models import Cohort
from courses.running.womens_batches import looks_into
from lms.people.api import roles_of
from lms.people.models import Person


def note_refused(cohort: Cohort, person: Person) -> None:
    """Log that somebody on the staff was refused the names in a batch for women; all else needs no line.

    The line holds the batch's key and the account that asked, and nobody's name.
    """
    if roles_of(person).held and not looks_into(person, cohort):
        record(cohort, "refused_roster", person, cohort=str(cohort.uuid))
