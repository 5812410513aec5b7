"""The public guide "How this works", linked where somebody may be lost."""

from django.core.cache import cache
from django.http import HttpRequest

from courses.authoring.api import guide_url

MINUTES_KEPT = 10


def guide_link(request: HttpRequest, language: str) -> str | None:
    """The guide's address in ``language``, asked of the database once in ten minutes; None when there is no guide."""
    key = f"hunar_learner:guide:{request.get_host()}:{language}"
    found = cache.get_or_set(key, lambda: guide_url(request, language) or "", MINUTES_KEPT * 60)
    return str(found) if found else None
