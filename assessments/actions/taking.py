"""What answering and handing in have in common: the attempt, locked, with the door asked."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.models import Attempt
from assessments.querysets import attempts
from courses.running.api import decision_words, door, facts_for_words
from lms.foundation.api import Refused


def locked(person: UUID, uuid: UUID, found: "QuerySet[Attempt] | None" = None) -> Attempt:
    """The person's attempt, held until the transaction ends; an unknown one and somebody else's look alike."""
    rows = attempts() if found is None else found
    attempt = rows.select_for_update(of=("self",), no_key=True).filter(uuid=uuid, person__uuid=person).first()
    if attempt is None:
        raise Refused("unknown", _("This quiz is not known here."))
    return attempt


def pass_door(attempt: Attempt, at: datetime) -> None:
    """Refuse in the door's own words while it is closed; what was saved before stays saved."""
    decision = door(attempt.enrolment, attempt.activity_key, at)
    if not decision.open:
        raise Refused("closed", decision_words(decision, facts_for_words(attempt.enrolment)))
