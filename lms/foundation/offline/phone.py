"""The two cookies a phone's scripts leave for the server, without a name in either.

``hunar_foundation_phone`` says whose things may lie on this phone, and how many of them are not sent yet. It stands
only where a script of ours has run, so a page without scripts pays nothing for it. ``hunar_foundation_left`` says that
somebody left while there was no link.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

PHONE, LEFT = "hunar_foundation_phone", "hunar_foundation_left"
FORGET = '"cache", "storage"'


def owner_of(request: HttpRequest) -> UUID | None:
    """Whose things the phone says it holds; ``None`` when it holds nothing or says nonsense."""
    try:
        return UUID(request.COOKIES.get(PHONE, "").partition(".")[0])
    except ValueError:
        return None


def waiting_on(request: HttpRequest) -> int:
    """How many events wait on the phone, as its script counted last; 0 when nobody counted."""
    count = request.COOKIES.get(PHONE, "").partition(".")[2]
    return int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0


def left_without_link(request: HttpRequest) -> bool:
    """Whether somebody left on this phone and the server has not heard of it."""
    return LEFT in request.COOKIES


def forget_phone(response: HttpResponse) -> None:
    """Ask the browser to forget all that it kept, and take both cookies back."""
    response["Clear-Site-Data"] = FORGET
    response.delete_cookie(PHONE, samesite="Lax")
    response.delete_cookie(LEFT, samesite="Lax")
