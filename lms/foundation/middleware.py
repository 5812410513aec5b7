"""A phone that several people use: what one left is gone before the next is served."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from lms.foundation.asking import person_asking
from lms.foundation.offline.keep import mark
from lms.foundation.offline.phone import forget_phone, left_without_link, owner_of


class SharedPhone:
    """End a session that was left without a link, wipe when another person is signed in, name what may be kept.

    Stands after the middleware that knows who is signed in. Costs nothing where none of our scripts has run.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; first of all end what was left."""
        left = left_without_link(request)
        if left:
            logout(request)
        response = self.get_response(request)
        if left or self.is_another(request):
            forget_phone(response)
        mark(request, response)
        return response

    def is_another(self, request: HttpRequest) -> bool:
        """Whether the phone holds things of somebody else than who is signed in now."""
        owner = owner_of(request)
        person = person_asking(request) if owner else None
        return person is not None and person != owner
