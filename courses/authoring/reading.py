"""Which edition trainees read, said to their trainers wherever they write."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.authoring.editions.read import latest_edition
from courses.authoring.editions.readers import readers_of
from courses.authoring.models import CoursePage, Edition, EditionPage
from courses.authoring.revisions import same_words
from courses.authoring.trees import course_of

# So many batches are named; of more, only their number is said.
NAMED = 3


def reading(course_key: UUID) -> str:
    """Which batches read which edition, in one or a few sentences."""
    return _reading(course_key, latest_edition(course_key))


def _reading(course_key: UUID, latest: Edition | None) -> str:
    if latest is None:
        return _("Nothing is released yet, so trainees see nothing of this course.")
    groups: dict[int, list[str]] = defaultdict(list)
    for reader in readers_of(course_key):
        groups[reader.edition].append(reader.name)
    if not groups:
        return _("The newest edition is %s; no batch reads this course now.") % edition_words(latest)
    editions = Edition.objects.in_bulk(groups)
    newest_first = sorted(groups, key=lambda pk: -editions[pk].number)
    return " ".join(_sentence(editions[pk], groups[pk]) for pk in newest_first)


def reading_of(page: Any) -> str:
    """The same for the page in the editor, and whether its last change has reached trainees."""
    course = page if isinstance(page, CoursePage) else course_of(page)
    if course is None:
        return ""
    latest = latest_edition(course.key)
    said = _reading(course.key, latest)
    if latest is None or is_out(page, latest):
        return said
    return f"{said} {_('Your change is not out yet.')}"


def is_out(page: Any, edition: Edition) -> bool:
    """Whether the edition has the words that stand in the editor."""
    kept = EditionPage.objects.filter(edition=edition, key=page.key, language=page.locale.language_code).first()
    if kept is None:
        return False
    latest = page.latest_revision_id or 0
    return kept.revision == latest or bool(kept.revision and latest and same_words(kept.revision, latest))


def edition_words(edition: Edition) -> str:
    """``edition 3 of 4 May 2026``, in the site's time."""
    day = date_format(timezone.localtime(edition.released_at), "j F Y")
    return _("edition %(number)s of %(day)s") % {"number": edition.number, "day": day}


def _sentence(edition: Edition, names: list[str]) -> str:
    if len(names) > NAMED:
        who = ngettext("%s batch", "%s batches", len(names)) % len(names)
    else:
        who = get_text_list(names, _("and"))
    told = ngettext("%(who)s reads %(edition)s.", "%(who)s read %(edition)s.", len(names))
    return told % {"who": who, "edition": edition_words(edition)}
