"""Clients of this room's tests: nobody, herself, another."""

from collections.abc import Callable

import pytest
from django.test import Client

from lms.people.models import Person

Signed = Callable[[Person], Client]


@pytest.fixture
def signed() -> Signed:
    """A fresh phone on which this person has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.user, backend="lms.people.backends.SignInBackend")
        return client

    return sign_in
