"""What one outage costs that meets a whole intake: CPU of preview, recording and taking back, beside bare rows.

``python -m benchmarks.outages --trainees 20000`` makes so many enrolments in ten batches, shows an outage, records it
and takes it back, and writes the same number of bare ledger entries with one ``bulk_create``. Prints JSON.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any


def cpu_of(work: Callable[[], Any]) -> float:
    """Seconds of this process's CPU."""
    begun = time.process_time()
    work()
    return round(time.process_time() - begun, 2)


def make_enrolments(trainees: int) -> Any:
    """So many people in ten batches of one programme; the programme."""
    from django.utils import timezone

    from courses.running.access.store import refresh_projections
    from courses.running.models import Enrolment
    from lms.people.models import Person
    from tests.factories.running import make_cohort, make_programme

    programme = make_programme()
    cohorts = [make_cohort(programme) for _ in range(10)]
    people = Person.objects.bulk_create([Person(display_name=str(number)) for number in range(trainees)], 1000)
    now = timezone.now() - timedelta(days=3)
    rows = [Enrolment(person=each, cohort=cohorts[number % 10], enrolled_at=now) for number, each in enumerate(people)]
    keys = [row.pk for row in Enrolment.objects.bulk_create(rows, 1000)]
    for start in range(0, len(keys), 500):
        refresh_projections(keys[start : start + 500])
    return programme


def measure(trainees: int) -> dict[str, object]:
    """Preview, record, take back, and the bare rows."""
    from django.db import transaction
    from django.utils import timezone

    from courses.running.actions.outages import record_outage, take_back_outage
    from courses.running.models import AccessEntry, Enrolment, Outage
    from courses.running.outages.effect import effects
    from courses.running.outages.reach import Reach

    now = timezone.now()
    reach = Reach(now - timedelta(days=1), now + timedelta(days=6), (make_enrolments(trainees),))
    found: dict[str, object] = {"trainees": trainees, "preview_cpu_s": cpu_of(lambda: effects(reach))}
    found["record_cpu_s"] = cpu_of(lambda: record_outage(reach, kind="no_data", by=None))
    found["take_back_cpu_s"] = cpu_of(lambda: take_back_outage(Outage.objects.get(), by=None))
    keys = list(Enrolment.objects.values_list("pk", flat=True))

    def bare() -> None:
        with transaction.atomic():
            rows = (AccessEntry(enrolment_id=key, kind="extend", days=7) for key in keys)
            AccessEntry.objects.bulk_create(rows, 500)

    found["bare_rows_cpu_s"] = cpu_of(bare)
    return found


def main() -> None:
    """Measure on a throw-away database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trainees", type=int, default=20_000)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    print(json.dumps(measure(asked.trainees), indent=1))
    teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
