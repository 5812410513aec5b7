"""Wagtail is not mirrored for somebody who reads her own pages in Urdu."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.running import make_superuser


@pytest.mark.django_db
def test_wagtail_keeps_its_own_language_and_direction() -> None:
    client = Client()
    client.force_login(make_superuser().user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    assert b'dir="ltr"' in client.get("/cms/").content
