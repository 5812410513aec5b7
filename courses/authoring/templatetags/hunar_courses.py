"""What Wagtail's own screens say of our pages."""

from django import template

from courses.authoring.models import Page
from courses.authoring.reading import reading_of

register = template.Library()


@register.inclusion_tag("hunar_courses/staff/reading.html")
def read_by_trainees(page: Page) -> dict[str, str]:
    """Which edition trainees read of the course that ``page`` is or stands in; nothing outside courses."""
    return {"reading": reading_of(page.specific)}
