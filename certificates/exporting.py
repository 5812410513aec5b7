"""What this room adds to the table of a batch."""

from collections.abc import Mapping
from uuid import UUID

from certificates.models import Award
from courses.running.models import Cohort, Enrolment

HEADINGS = ("Certificate", "Certificate issued on")


def states_in(cohort: Cohort) -> Mapping[UUID, tuple[str, str]]:
    """Return the state and the day of each enrolment's latest certificate; one query."""
    keys = Enrolment.objects.filter(cohort=cohort).values("uuid")
    rows = Award.objects.filter(enrolment_uuid__in=keys).order_by("issued_on", "pk")
    labels = dict(Award.State.choices)
    found = rows.values_list("enrolment_uuid", "state", "issued_on")
    # The last one written for an enrolment stands.
    return {key: (str(labels[state]), issued_on.isoformat()) for key, state, issued_on in found}
