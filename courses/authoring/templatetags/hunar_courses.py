"""What Wagtail's own screens say of our pages."""

from django import template

from courses.authoring.models import Page
from courses.authoring.reading import reading_of

register = template.Library()


@register.simple_tag
def read_by_trainees(page: Page) -> str:
    """Which edition trainees read of the course that ``page`` is or stands in; empty outside courses."""
    return reading_of(page.specific)
