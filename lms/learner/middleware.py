"""Pages of a signed-in person are never kept by a browser: after she leaves, *back* shows nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class PrivatePages:
    """Say ``no-store`` on every answer to a signed-in person that did not decide for itself.

    Protected files decide for themselves (``private, immutable``): they hold no name and cost her data to fetch again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with its caching settled."""
        response = self.get_response(request)
        signed_in = hasattr(request, "user") and request.session.get("_auth_user_id")
        if signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
