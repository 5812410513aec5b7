"""What nobody holds goes, after a grace; what somebody holds stays."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, models

from lms.foundation.api import find_stored, store_bytes, stored_path
from lms.foundation.content.sweep import sweep_files
from lms.foundation.models import StoredFile
from tests.factories.foundation import stored_file

pytestmark = pytest.mark.django_db
NOW = timedelta(0)


def test_a_file_within_its_grace_stays() -> None:
    stored = stored_file()
    assert sweep_files() == 0
    assert stored_path(stored).exists()


def test_a_file_nobody_holds_goes_with_its_row() -> None:
    stored = stored_file()
    path = stored_path(stored)
    assert sweep_files(NOW) == 1
    assert not path.exists()
    assert not StoredFile.objects.exists()


def test_asking_for_the_same_bytes_renews_the_grace() -> None:
    stored = stored_file(b"again")
    StoredFile.objects.update(asked_at=stored.asked_at - timedelta(days=9))
    store_bytes(b"again", suffix="bin", content_type="application/octet-stream")
    assert sweep_files() == 0


def test_finding_a_file_renews_the_grace() -> None:
    stored = stored_file()
    StoredFile.objects.update(asked_at=stored.asked_at - timedelta(days=9))
    assert find_stored(stored.sha256) == stored
    assert sweep_files() == 0


def test_the_command_says_how_many_went(capsys: pytest.CaptureFixture[str]) -> None:
    stored_file()
    call_command("sweep_files", grace_hours=0)
    assert "1 files removed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_any_foreign_key_of_the_installation_holds_a_file() -> None:
    class Holder(models.Model):
        stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "hunar_foundation"

        def __str__(self) -> str:
            return "holder"

    try:
        with connection.schema_editor() as editor:
            editor.create_model(Holder)
        held, loose = stored_file(), stored_file()
        Holder.objects.create(stored=held)
        assert sweep_files(NOW) == 1
        assert list(StoredFile.objects.all()) == [held]
        assert not stored_path(loose).exists()
        Holder.objects.all().delete()
        assert sweep_files(NOW) == 1
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Holder)
        Group._meta.apps.all_models["hunar_foundation"].pop("holder")
        Group._meta.apps.clear_cache()
