"""The one way in: what the page says, and where it leads."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_stands_without_a_session(client: Client) -> None:
    page = client.get("/sign-in/")
    assert page.status_code == 200
    assert "Sign in" in page.content.decode()
