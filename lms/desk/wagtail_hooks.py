"""What the desk adds to Wagtail, and what it clears away."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lms.desk.panels import TodayPanel
from lms.people.api import PROGRAMME_ADMIN, is_superuser, person_of, roles_of

# Of no use to somebody who writes lessons or issues papers.
FOR_ADMINS = {"reports", "help"}


@hooks.register("construct_homepage_panels")
def add_today(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001
    """Put Today on top."""
    panels.append(TodayPanel())


@hooks.register("construct_main_menu")
def keep_it_short(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave in the menu what the person works with."""
    person = person_of(request)
    if not is_superuser(person) and not roles_of(person).has(PROGRAMME_ADMIN):
        items[:] = [item for item in items if item.name not in FOR_ADMINS]


@hooks.register("construct_homepage_summary_items")
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail counts the pages of all courses there, also for somebody who works on one."""
    if not is_superuser(person_of(request)):
        items.clear()
