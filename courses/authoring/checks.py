"""What a host must not do, said before it hurts."""

from typing import Any

import swapper
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def base_page_is_wagtails(**_kwargs: Any) -> list[CheckMessage]:
    """Courses are pages of Wagtail's own base model; with another one no foreign key would meet."""
    other = swapper.is_swapped("wagtailcore", "Page")
    if not other:
        return []
    return [
        Error(
            f"This site uses {other} instead of Wagtail's own Page, and Hunar's courses cannot stand on it.",
            hint="Remove WAGTAIL_PAGE_MODEL, or run Hunar's courses as a site of their own.",
            id="hunar_courses.E001",
        )
    ]


DOORS = "courses.authoring.middleware.ClosedDoors"


@register()
def doors_are_closed(**_kwargs: Any) -> list[CheckMessage]:
    """Without the middleware every trainer reads every course's titles in Wagtail's choosers and reports."""
    if DOORS in settings.MIDDLEWARE:
        return []
    return [
        Error(
            "Wagtail's page chooser, bulk actions and reports name every course's pages to every trainer.",
            hint=f"Add {DOORS} to MIDDLEWARE, after the authentication middleware.",
            id="hunar_courses.E002",
        )
    ]


TABLES = "wagtail.contrib.typed_table_block"


@register()
def tables_can_be_edited(**_kwargs: Any) -> list[CheckMessage]:
    """Lessons have tables; without Wagtail's app for them the editor finds no template and no script."""
    if apps.is_installed(TABLES):
        return []
    return [
        Error(
            "Lessons hold tables, and the part of Wagtail that edits them is not installed.",
            hint=f"Add {TABLES} to INSTALLED_APPS.",
            id="hunar_courses.E003",
        )
    ]
