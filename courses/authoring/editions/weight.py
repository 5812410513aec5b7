"""What a whole course costs to fetch. Bytes are money."""

from dataclasses import dataclass

from courses.authoring.editions.manifest import Manifest
from media_pipeline.api import choices


@dataclass(frozen=True)
class Weight:
    """Bytes of every page with, for each lecture, the lightest way to take it, and the heaviest."""

    least: int
    most: int


def weigh(manifest: Manifest, language: str) -> Weight:
    """The course in ``language``, each lecture at its lightest and at its heaviest."""
    words = sum(activity.fragment(language).bytes for activity in manifest.activities)
    lectures = [entry for activity in manifest.activities if (entry := activity.lecture(language))]
    costs = [[choice.bytes for choice in choices(entry)] for entry in lectures]
    return Weight(
        least=words + sum(min(cost, default=0) for cost in costs),
        most=words + sum(max(cost, default=0) for cost in costs),
    )
