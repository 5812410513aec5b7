"""Codes as people read them."""

from django import template

from lms.foundation.api import group_code

register = template.Library()


@register.filter
def grouped(code: str) -> str:
    """Return a code in groups, as it is printed."""
    return group_code(code)
