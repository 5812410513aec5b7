"""Slips on paper."""

from collections.abc import Iterable

from lms.people.models import StartSlip


def render_slips(pairs: Iterable[tuple[StartSlip, str]]) -> bytes:
    """A PDF of A4 sheets, eight slips on each, in English and Urdu."""
    raise NotImplementedError(pairs)
