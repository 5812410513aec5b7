"""Doors of Wagtail's admin that ask no right: closed for pages that are not the editor's own."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from courses.authoring import doors


class ClosedDoors:
    """Answers 404, like an address that never was, wherever Wagtail would name a page its editor may not explore.

    Wagtail checks rights in its editor and its listings, but not where it opens a page chooser, a bulk action, a
    confirmation or its page-types report. Superusers pass unchanged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand anywhere after the authentication middleware."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done before the view is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Iterable[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse, or take foreign pages out of what was asked."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not name.startswith(("wagtail", "simple_translation")) or doors.sees_everything(request.user):
            return None
        if name in doors.SUPERUSERS_ONLY or not doors.may_see_all(request.user, named(request, name, kwargs)):
            raise Http404
        if name == "wagtailadmin_choose_page":
            return view(request, parent_page_id=doors.chooser_start(request.user))
        if name == "wagtail_bulk_action" and kwargs["model_name"] == "page":
            request.GET = with_ids(request.GET, doors.listed_ids(request))  # type: ignore[assignment]
        elif name == "wagtailadmin_choose_page_chosen_multiple":
            chosen = doors.visible_ids(request.user, request.GET.getlist("id"))
            request.GET = with_ids(request.GET, chosen)  # type: ignore[assignment]
        return None


def named(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> list[Any]:
    """Every page number in the address, the query and the form."""
    in_address = [kwargs[each] for each in doors.PAGE_NAMES if each in kwargs]
    if name.startswith("wagtailadmin_pages:") and "pk" in kwargs:
        in_address.append(kwargs["pk"])
    return in_address + doors.numbers_in(request.GET) + doors.numbers_in(request.POST)


def with_ids(query: QueryDict, numbers: list[int]) -> QueryDict:
    """The same query for these pages alone."""
    changed = query.copy()
    changed.setlist("id", [str(number) for number in numbers])
    return changed
