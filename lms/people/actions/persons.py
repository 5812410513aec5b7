"""Making persons."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from lms.people.models import Person
from lms.people.permissions import may


def set_language(person: Person, code: str) -> None:
    """Keep the language a person chose for her pages; ``ValueError`` when it is none of ours. One update."""
    if code not in Person.Language.values:
        raise ValueError(f"“{code}” is no language of ours.")
    Person.objects.filter(pk=person.pk).update(language=code)
    person.language = code


def new_trainee(
    *,
    username: str,
    display_name: str,
    legal_name: str,
    urdu_name: str = "",
    gender: str = "",
    language: str = "ur",
    by: Person | None,
) -> Person:
    """A person with an account that nothing opens yet: issue a slip next.

    ``by=None`` is the system itself. ``PermissionDenied`` when ``by`` may not; ``ValidationError`` when the username
    is taken or a value is not one.
    """
    if by is not None and not may(by, "change_person"):
        raise PermissionDenied
    person = Person(
        display_name=display_name, legal_name=legal_name, urdu_name=urdu_name, gender=gender, language=language
    )
    with transaction.atomic():
        add_person(person, username=username)
        log(person, "wagtail.create", user=by.user if by else None, data={"person": str(person.uuid)})
    return person


def add_person(person: Person, *, username: str) -> None:
    """Save a new person with an account of this username that nothing opens yet; ``ValidationError`` as above."""
    model = get_user_model()
    account = model(**{model.USERNAME_FIELD: model.normalize_username(username)})
    account.set_unusable_password()
    account.full_clean(exclude=["password"])
    person.full_clean()
    with transaction.atomic():
        account.save()
        person.user = account
        person.save()
