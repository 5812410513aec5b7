"""Once a night: what is whole is finished, what expired is forgotten, what belongs to nothing is removed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from media_pipeline.models import Recording, Upload
from media_pipeline.uploads.actions.sweep import Swept, sweep_uploads
from media_pipeline.uploads.staging import find_staging
from tests.media.uploads.conftest import Sender, upload_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["disk", "bucket"])
def place(request: pytest.FixtureRequest) -> None:
    if request.param == "bucket":
        request.getfixturevalue("bucket")


def test_what_nobody_went_on_with_is_forgotten_with_its_bytes(sender: Sender) -> None:
    old, young = sender.begun(100), sender.begun(100)
    for address in (old, young):
        sender.send(address, 0, b"\x01" * 50)
    Upload.objects.filter(pk=upload_at(old).pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    kept = str(upload_at(young).uuid)
    assert sweep_uploads() == Swept(finished=0, forgotten=1, leftovers=1)
    assert find_staging().names() == {kept}
    assert sender.ask("head", old).status_code == 404
    assert sender.send(young, 50, b"\x01" * 50).status_code == 204


def test_every_byte_that_comes_keeps_it_longer(sender: Sender, time_machine: Any) -> None:
    time_machine.move_to(timezone.now(), tick=False)
    address = sender.begun(100)
    time_machine.shift(timedelta(days=6))
    sender.client.force_login(upload_at(address).owner)
    sender.send(address, 0, b"\x01")
    assert upload_at(address).expires_at == timezone.now() + timedelta(days=7)


def test_what_is_whole_and_was_left_alone_becomes_a_recording(sender: Sender) -> None:
    address = sender.begun(50)
    found = upload_at(address)
    staging = find_staging()
    with staging.turn(str(found.uuid)):
        place = staging.write(str(found.uuid), found.place, 0, b"\x01" * 50)
    long_ago = timezone.now() - timedelta(days=30)
    Upload.objects.filter(pk=found.pk).update(offset=50, place=place, expires_at=long_ago)
    assert sweep_uploads().finished == 1
    assert Recording.objects.count() == 1
    assert staging.names() == set()


def test_bytes_of_an_upload_that_went_with_its_owner_are_removed(sender: Sender, capsys: Any) -> None:
    address = sender.begun(100)
    sender.send(address, 0, b"\x01" * 50)
    upload_at(address).owner.delete()
    call_command("sweep_uploads")
    assert capsys.readouterr().out == "0 uploads finished, 0 forgotten, 1 leftovers removed\n"
    assert find_staging().names() == set()
