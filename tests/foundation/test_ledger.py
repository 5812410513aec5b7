"""A ledger is only ever appended to."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection

from lms.foundation.models import LedgerEntry


@pytest.fixture
def entry_model(transactional_db: None) -> Iterator[type[LedgerEntry]]:
    class TestEntry(LedgerEntry):
        class Meta:
            app_label = "hunar_foundation"

    with connection.schema_editor() as editor:
        editor.create_model(TestEntry)
    yield TestEntry
    with connection.schema_editor() as editor:
        editor.delete_model(TestEntry)
    apps.all_models["hunar_foundation"].pop("testentry")
    apps.clear_cache()


def test_an_entry_is_written_once(entry_model: type[LedgerEntry]) -> None:
    entry = entry_model.objects.create(kind="extend")
    assert (entry.origin, entry.recorded_at.tzinfo is None) == ("main", False)
    entry.kind = "close"
    with pytest.raises(TypeError, match="supersedes"):
        entry.save()
    with pytest.raises(TypeError, match="supersedes"):
        entry.delete()
    assert entry_model.objects.get().kind == "extend"


def test_entries_have_an_order_of_their_own(entry_model: type[LedgerEntry]) -> None:
    entries = [entry_model.objects.create(kind="extend") for _ in range(50)]
    numbers = [entry.sequence for entry in entries]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 50
    assert len({entry.uuid for entry in entries}) == 50


def test_a_correction_names_what_it_supersedes(entry_model: type[LedgerEntry]) -> None:
    wrong = entry_model.objects.create(kind="extend")
    right = entry_model.objects.create(kind="extend", supersedes=wrong)
    right.refresh_from_db()
    assert right.supersedes == wrong
    assert entry_model.objects.count() == 2
