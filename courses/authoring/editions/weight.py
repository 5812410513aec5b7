"""What a whole course costs to fetch. Bytes are money."""

from dataclasses import dataclass

from courses.authoring.editions.manifest import Activity, Manifest
from media_pipeline.api import costs


@dataclass(frozen=True)
class Weight:
    """Bytes of every page with, for each lecture, the lightest way to take it, and the heaviest."""

    least: int
    most: int


def weigh(manifest: Manifest, language: str) -> Weight:
    """The course in ``language``, each lecture at its lightest and at its heaviest."""
    words = sum(activity.fragment(language).bytes + shown(activity, language) for activity in manifest.activities)
    lectures = [entry for activity in manifest.activities if (entry := activity.lecture(language))]
    prices = [costs(entry) for entry in lectures]
    return Weight(
        least=words + sum(min(price, default=0) for price in prices),
        most=words + sum(max(price, default=0) for price in prices),
    )


def shown(activity: Activity, language: str) -> int:
    """Bytes that come with an activity's words by themselves: its pictures as phones get them."""
    return sum(file["bytes"] for file in activity.files_in(language) if file["role"] == "picture")
