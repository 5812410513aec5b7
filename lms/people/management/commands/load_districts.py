"""``manage.py load_districts``: the districts of Khyber Pakhtunkhwa and Punjab, with their splits."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from lms.people.districts import district_rows
from lms.people.models import District


class Command(BaseCommand):
    """What is there already, by its code, is left as it is: staff may have corrected it."""

    help = "Load the districts of Khyber Pakhtunkhwa and Punjab in English and Urdu, with their splits. Safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing, predecessors first."""
        known = dict(District.objects.values_list("code", "pk"))
        added = 0
        for row in district_rows():
            if row.code in known:
                continue
            before = known[row.predecessor] if row.predecessor else None
            values = {name: value for name, value in asdict(row).items() if name != "predecessor"}
            known[row.code] = District.objects.create(**values, predecessor_id=before).pk
            added += 1
        self.stdout.write(f"{added} districts added, {len(known) - added} were there.")
