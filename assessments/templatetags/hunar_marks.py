"""How marks are written."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def plain(mark: Decimal) -> str:
    """A mark without the zeros nobody says: 12, 12.5, 12.33; in every language with a point."""
    return f"{mark:f}".rstrip("0").rstrip(".") if "." in f"{mark:f}" else f"{mark:f}"
