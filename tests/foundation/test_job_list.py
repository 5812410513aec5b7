"""The job list in Wagtail: looked at by few, changed by nobody."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.foundation.models import Job
from tests.factories.foundation import waiting_job
from tests.factories.people import person, programme_admin, superuser

pytestmark = pytest.mark.django_db


def desk(somebody: object) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(somebody.user)
    return client


def test_staff_read_what_went_wrong() -> None:
    row = waiting_job("media.process", state="failed", error="This file has no sound.", finished_at=timezone.now())
    waiting_job("courses.release", state="running", lease=uuid4(), heartbeat_at=timezone.now(), progress=40)
    for somebody in (superuser(), programme_admin()):
        client = desk(somebody)
        page = client.get(reverse("hunar_foundation_jobs:index")).content.decode()
        assert "This file has no sound." in page
        assert "40 %" in page
        one = client.get(reverse("hunar_foundation_jobs:inspect", args=[row.pk])).content.decode()
        assert "This file has no sound." in one


def test_nobody_adds_changes_or_deletes_one() -> None:
    row = waiting_job("media.process")
    client = desk(superuser())
    for view, arguments in (("add", []), ("edit", [row.pk]), ("delete", [row.pk])):
        address = reverse(f"hunar_foundation_jobs:{view}", args=arguments)
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"kind": "x"}).status_code in {302, 403}
    assert Job.objects.get().kind == "media.process"


def test_others_do_not_see_it() -> None:
    row = waiting_job("media.process")
    client = desk(person())
    for view, arguments in (("index", []), ("inspect", [row.pk])):
        assert client.get(reverse(f"hunar_foundation_jobs:{view}", args=arguments)).status_code in {302, 403}
