"""What a host must not do, said before it hurts."""

from typing import Any

import swapper
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
            hint="Remove WAGTAILCORE_PAGE_MODEL, or run Hunar's courses as a site of their own.",
            id="hunar_courses.E001",
        )
    ]
