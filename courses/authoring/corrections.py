"""A correction changes words, pictures, captions and links alone, so that it may reach running batches at once."""

from uuid import UUID

from django.utils.translation import gettext as _

from courses.authoring.compiling.facts import Compiled
from courses.authoring.editions.difference import difference, more_than_words
from courses.authoring.editions.manifest import read_manifest
from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.models import Edition


def corrected_edition(compiled: Compiled, course_key: UUID) -> Edition:
    """The edition that this would correct; ``NotACorrection`` when it changes more than words, or there is none."""
    latest = latest_edition(course_key)
    if latest is None:
        raise NotACorrection([_("Nothing is released yet, so there is nothing to correct.")])
    changes = difference(load_manifest(latest), read_manifest(compiled.manifest, compiled.hash))
    more = more_than_words(changes)
    if more:
        raise NotACorrection([change.sentence for change in more])
    return latest


class NotACorrection(Exception):
    """The change is more than words, pictures, captions and links; ``reasons`` say what, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep ``reasons``; the text of the exception is their sentences."""
        super().__init__("\n".join(reasons))
        self.reasons = reasons
