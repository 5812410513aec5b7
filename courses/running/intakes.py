"""Which first days of batches a visitor is told of."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from courses.authoring.api import Intake, register_intakes
from courses.running.models import Cohort

FACTS = ("starts_on", "time_zone", "centre__name", "centre__name_ur", "women_only")


def intakes(course_key: UUID, most: int) -> list[Intake]:
    """The next ``most`` first days of planned and open batches of a course; nothing that names a batch or a person."""
    return list(islice(dict.fromkeys(still_to_come(course_key)), most))


def still_to_come(course_key: UUID) -> Iterator[Intake]:
    """First days from today on, the soonest first; today is where the batch meets."""
    now = timezone.now()
    # A day begins up to fourteen hours before ours and ends up to twelve after it.
    rows = Cohort.objects.filter(course_key=course_key, starts_on__gte=now.date() - timedelta(days=1))
    # A batch for one institute's people is no offer to a visitor.
    rows = rows.filter(members_of=None).exclude(state=Cohort.State.ENDED).order_by("starts_on", "centre__name", "pk")
    for starts_on, zone, place, place_ur, women_only in rows.values_list(*FACTS).iterator(chunk_size=100):
        if starts_on >= now.astimezone(ZoneInfo(zone)).date():
            yield Intake(starts_on, place or "", place_ur or "", women_only)


register_intakes(intakes)
