"""Persons, places and role holders for tests."""

import itertools

from django.contrib.auth import get_user_model

from lms.people.api import PROGRAMME_ADMIN, SITE, Scope, assign_role
from lms.people.models import Centre, Organisation, Person, PinCredential
from lms.people.pins import verifier_of

_numbers = itertools.count(1)


def account(username: str = "", password: str = "", **values: object):  # noqa: ANN201
    """An account; without a password nothing opens it."""
    user = get_user_model()(username=username or f"account-{next(_numbers)}", **values)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def person(
    username: str = "", *, pin: str = "", password: str = "", superuser: bool = False, **values: object
) -> Person:
    """A person with an account."""
    user = account(username, password, is_superuser=superuser, is_staff=superuser)
    number = next(_numbers)
    made = Person.objects.create(
        user=user, **{"display_name": f"Learner {number}", "legal_name": f"Legal {number}", **values}
    )
    if pin:
        PinCredential.objects.create(person=made, verifier=verifier_of(pin))
    return made


def superuser(**values: object) -> Person:
    """A person whose account may do everything."""
    return person(superuser=True, password="a long pass phrase", **values)


def programme_admin(scope: Scope = SITE, **values: object) -> Person:
    """A person who is programme admin at ``scope``."""
    made = person(password="a long pass phrase", **values)
    assign_role(made, PROGRAMME_ADMIN, scope, by=None)
    return made


def centre(name: str = "") -> Centre:
    """A centre of an organisation of its own."""
    number = next(_numbers)
    return Centre.objects.create(
        organisation=Organisation.objects.create(name=f"Organisation {number}"), name=name or f"Centre {number}"
    )
