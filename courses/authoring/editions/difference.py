"""What one edition has otherwise than another, in sentences. Pure: two manifests in, a list out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.authoring.editions.manifest import Activity, Manifest, Module

# Kinds whose sealed part holds notes for trainers alone: no mark hangs on them.
UNMARKED = frozenset({"lesson", "webinar"})


@dataclass(frozen=True)
class Change:
    """One difference. ``only_words`` says that it touches words, pictures, captions or links alone.

    ``key`` is the activity's, None for what concerns a module or the whole course.
    """

    sentence: str
    only_words: bool
    key: UUID | None = None


def difference(old: Manifest, new: Manifest, language: str = "") -> list[Change]:
    """Everything that ``new`` has otherwise than ``old``, in the order of the course; titles in ``language``."""
    shown = language or new.source_language
    return [
        *_course(old, new, shown),
        *_modules(old, new, shown),
        *_gone(old, new, shown),
        *(change for activity in new.activities for change in _activity(old, activity, shown)),
        *_order(old, new),
    ]


def more_than_words(changes: list[Change]) -> list[Change]:
    """What keeps a difference from being a correction."""
    return [change for change in changes if not change.only_words]


def differs_in_words_alone(old: Manifest, new: Manifest) -> bool:
    """Whether ``new`` differs from ``old`` in words alone, so that who reads ``old`` may be taken to it at once."""
    return not more_than_words(difference(old, new))


def _course(old: Manifest, new: Manifest, language: str) -> Iterator[Change]:
    if old.titles != new.titles:
        yield Change(_("The course is called “%s” now.") % new.title(language), only_words=True)
    if (old.licence, old.attribution) != (new.licence, new.attribution):
        yield Change(_("The course's licence or its author is said otherwise."), only_words=True)
    for code in [code for code in new.languages if code not in old.languages]:
        yield Change(_("New language: %s.") % code, only_words=True)
    for code in [code for code in old.languages if code not in new.languages]:
        yield Change(_("A language is gone: %s.") % code, only_words=False)
    if old.source_language != new.source_language:
        yield Change(_("Another language decides order and minutes: %s.") % new.source_language, only_words=False)


def _modules(old: Manifest, new: Manifest, language: str) -> Iterator[Change]:
    before = {module.key: module for module in old.modules}
    for module in new.modules:
        known = before.pop(module.key, None)
        if known is None:
            yield Change(_("New module: “%s”.") % module.title(language), only_words=False)
            continue
        if renamed(known.titles, module.titles):
            yield Change(_("A module is called “%s” now.") % module.title(language), only_words=True)
        elif known.titles != module.titles:
            yield Change(_("“%s” has a title in another language now.") % module.title(language), only_words=True)
        if known.requires != module.requires:
            yield Change(_("“%s” opens after other modules now.") % module.title(language), only_words=False)
    for module in before.values():
        yield Change(_("A module is gone: “%s”.") % module.title(language), only_words=False)


def _gone(old: Manifest, new: Manifest, language: str) -> Iterator[Change]:
    for activity in old.activities:
        if new.activity(activity.key) is None:
            sentence = _("Gone: “%s”.") % activity.title(language)
            yield Change(sentence, only_words=False, key=activity.key)


def _activity(old: Manifest, activity: Activity, language: str) -> Iterator[Change]:
    known = old.activity(activity.key)
    title = activity.title(language)
    if known is None:
        needed = _("required") if activity.required else _("not required")
        minutes = ngettext("%s minute", "%s minutes", activity.minutes) % activity.minutes
        sentence = _("New: “%(title)s” (%(minutes)s, %(needed)s).")
        told = sentence % {"title": title, "minutes": minutes, "needed": needed}
        yield Change(told, only_words=False, key=activity.key)
        return
    for sentence, only_words in _changes(known, activity):
        yield Change(f"“{title}”: {sentence}", only_words=only_words, key=activity.key)


def _changes(old: Activity, new: Activity) -> Iterator[tuple[str, bool]]:
    if old.kind != new.kind:
        yield _("is of another kind now."), False
    if old.minutes != new.minutes:
        yield _("takes %(new)s minutes instead of %(old)s.") % {"new": new.minutes, "old": old.minutes}, False
    if old.required != new.required:
        yield (_("is required now.") if new.required else _("is no longer required.")), False
    if old.extra != new.extra or (old.sealed != new.sealed and new.kind not in UNMARKED):
        yield _("its questions or their marks changed."), False
    if old.sealed != new.sealed and new.kind in UNMARKED:
        yield _("the notes for trainers changed."), True
    if renamed(old.titles, new.titles):
        yield _("its title changed."), True
    yield from _words(old, new)
    if (old.licence, old.attribution) != (new.licence, new.attribution):
        yield _("its licence or author is said otherwise."), True
    yield from _lectures(old, new)


def renamed(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether a title changed in a language that both have; a title in a new language comes with its translation."""
    return any(old[code] != new[code] for code in old if code in new)


def _words(old: Activity, new: Activity) -> Iterator[tuple[str, bool]]:
    changed = [code for code in new.fragments if code in old.fragments and old.fragments[code] != new.fragments[code]]
    if changed:
        yield _("its words or pictures changed (%s).") % ", ".join(changed), True
    added = [code for code in new.fragments if code not in old.fragments]
    if added:
        yield _("is translated now (%s).") % ", ".join(added), True
    gone = [code for code in old.fragments if code not in new.fragments]
    if gone:
        yield _("a translation is gone (%s).") % ", ".join(gone), False


def _lectures(old: Activity, new: Activity) -> Iterator[tuple[str, bool]]:
    if old.lectures == new.lectures:
        return
    if {code: _played(entry) for code, entry in old.lectures.items()} == {
        code: _played(entry) for code, entry in new.lectures.items()
    }:
        yield _("the captions or the words of its slides changed."), True
    elif new.kind == "webinar" and not old.lectures:
        # It was held: who could not come may hear it now, and nobody loses anything.
        yield _("its recording is here."), True
    else:
        yield _("its lecture is another recording."), False


def _played(entry: dict[str, Any]) -> dict[str, Any]:
    """A lecture's entry without its words: what is heard and seen."""
    return {name: value for name, value in entry.items() if name not in ("captions", "slides")}


def _order(old: Manifest, new: Manifest) -> Iterator[Change]:
    """One sentence when what stands in both stands in another order or module."""
    if _places(old, new) != _places(new, old):
        yield Change(_("The order of lessons or modules changed."), only_words=False)


def _places(manifest: Manifest, other: Manifest) -> list[tuple[UUID, UUID]]:
    """Module and activity of everything that the other one holds too, in order."""
    kept = [replace(module, activities=_shared(module, other)) for module in manifest.modules]
    return [(module.key, activity.key) for module in kept for activity in module.activities]


def _shared(module: Module, other: Manifest) -> tuple[Activity, ...]:
    return tuple(activity for activity in module.activities if other.activity(activity.key) is not None)
