"""Which pages an editor may know of in Wagtail's admin."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, QueryDict
from wagtail.permissions import policy_registry

from courses.authoring.models import Page

# Names by which Wagtail's addresses and forms call a page.
PAGE_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
FORM_NAMES = ("new_parent_page", "chooser", "parent_page", "parent_page_id", "childOf", "child_of", "target_pages[]")

# Reports that name the last edited page of each type, whoever wrote it.
SUPERUSERS_ONLY = frozenset(
    {"wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"},
)


def sees_everything(user: Any) -> bool:
    """Superusers, and visitors whom Wagtail itself sends away."""
    return not user.is_authenticated or user.is_superuser


def visible_pages(user: Any) -> Any:
    """The pages an editor may explore: those she has a right at, what stands below, and the way up to the root."""
    return policy_registry.get_by_type(Page).explorable_instances(user)


def visible_ids(user: Any, numbers: Iterable[Any]) -> list[int]:
    """Those of ``numbers`` that are pages the editor may explore; what is no number is nobody's page."""
    asked = [int(number) for number in numbers if str(number).isdigit()]
    return list(visible_pages(user).filter(pk__in=asked).values_list("pk", flat=True))


def may_see_all(user: Any, numbers: Iterable[Any]) -> bool:
    """Whether every one of ``numbers`` that is a page is one the editor may explore."""
    asked = {int(number) for number in numbers if str(number).isdigit()}
    existing = set(Page.objects.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return not existing or existing <= set(visible_ids(user, existing))


def numbers_in(form: QueryDict) -> list[str]:
    """Every page number that a form or query names."""
    return [value for name in FORM_NAMES for value in form.getlist(name)]


def chooser_start(user: Any) -> int:
    """Where a page chooser opens: never above or beside what the editor may explore."""
    root = policy_registry.get_by_type(Page).explorable_root_instance(user)
    start: int = (root or Page.get_first_root_node()).pk
    return start


def listed_ids(request: HttpRequest) -> list[int]:
    """The pages a bulk action is meant for, as far as the editor may explore them."""
    asked = request.GET.getlist("id")
    if "all" not in asked:
        return visible_ids(request.user, asked)
    parent = Page.objects.filter(pk__in=visible_ids(request.user, [request.GET.get("childOf", "")])).first()
    pages = visible_pages(request.user)
    words = request.GET.get("q", "")
    if parent is not None:
        pages = pages & (parent.get_descendants() if words else parent.get_children())
    if words:
        pages = pages.filter(pk__in=[page.pk for page in pages.autocomplete(words)])
    return list(pages.values_list("pk", flat=True))
