"""From an edition's bytes to its row for the catalogue."""

from contextlib import suppress

from django.core.exceptions import ObjectDoesNotExist

from courses.authoring.editions.manifest import Manifest, read_manifest
from courses.authoring.editions.shelf import Shelf
from courses.authoring.editions.weight import weigh
from courses.authoring.models import Edition, EditionListing
from courses.authoring.searching import searchable
from lms.foundation.api import read_stored

# One more whenever the same manifest would be listed otherwise: rows made before are then made anew in memory.
RULES = 2
made_here: Shelf[EditionListing] = Shelf(512)


def make_listing(edition: Edition) -> EditionListing:
    """The row of this edition, not saved."""
    manifest = read_manifest(read_stored(edition.manifest), edition.hash)
    weights = {language: weigh(manifest, language) for language in manifest.languages}
    missing = {language: untranslated(manifest, language) for language in manifest.languages}
    return EditionListing(
        edition=edition,
        rules=RULES,
        languages=list(manifest.languages),
        weights={language: [weight.least, weight.most] for language, weight in weights.items()},
        missing={language: count for language, count in missing.items() if count},
        words=searchable(*titles(manifest)),
    )


def untranslated(manifest: Manifest, language: str) -> int:
    """How many activities readers of ``language`` get in the original."""
    return sum(language not in activity.fragments for activity in manifest.activities)


def listing_of(edition: Edition) -> EditionListing:
    """The kept row; for an edition released before there were such rows, one made once in a process."""
    with suppress(ObjectDoesNotExist):
        if edition.listing.rules == RULES:
            return edition.listing
    return made_here.get(edition.hash, lambda: make_listing(edition))


def titles(manifest: Manifest) -> list[str]:
    """The titles of its modules and activities in every language."""
    modules = [title for module in manifest.modules for title in module.titles.values()]
    return modules + [title for activity in manifest.activities for title in activity.titles.values()]
