"""The holder decides how strangers see her name."""

from django.core.exceptions import PermissionDenied

from certificates.models import Award
from lms.people.models import Person


def show_name(award: Award, choice: str, *, by: Person | None) -> None:
    """Show ``award``'s name as ``choice`` ("initials" or "full") to whoever checks it.

    ``PermissionDenied`` for anybody but the holder, officers included; ``ValueError`` for another choice.
    """
    if by is None or award.person_id != by.pk:
        raise PermissionDenied
    if choice not in Award.NameShown.values:
        raise ValueError("Choose how your name is shown.")
    award.name_shown = choice
    award.save(update_fields=["name_shown"])
