"""For whom a request speaks, by the host's own function: this room knows no persons."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.module_loading import import_string

from lms.foundation.conf import options


def person_asking(request: HttpRequest) -> UUID | None:
    """The uuid of the person who is signed in, or ``None``."""
    found: UUID | None = import_string(options["PERSON_OF_REQUEST"])(request)
    return found
