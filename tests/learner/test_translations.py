"""Every sentence a trainee or a verifier can meet has its Urdu, from the commit that brings it."""

from pathlib import Path

import pytest
from babel.messages import Catalog, Message, pofile

from lms.project.locales import ROOMS, ROOT, catalogue, messages

APPS = sorted(path.parent for room in ROOMS for path in (ROOT / room).rglob("apps.py"))


def name_of(app: Path) -> str:
    return app.relative_to(ROOT).as_posix()


def committed(app: Path) -> Catalog:
    path = app / "locale" / "ur" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale="ur")
    with path.open("rb") as stream:
        return pofile.read_po(stream, locale="ur")


def translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def for_trainees(app: Path) -> list[Message]:
    return [message for message in catalogue(app) if message.id and "staff" not in message.auto_comments]  # type: ignore[attr-defined]


@pytest.mark.parametrize("app", APPS, ids=name_of)
def test_every_sentence_has_its_urdu(app: Path) -> None:
    known = committed(app)
    missing = [m.id for m in for_trainees(app) if not translated(known.get(m.id, m.context))]
    assert not missing, f"{name_of(app)} has no Urdu for:\n" + "\n".join(f"  {text}" for text in missing)


@pytest.mark.parametrize("app", APPS, ids=name_of)
def test_no_urdu_is_kept_for_a_sentence_that_is_gone(app: Path) -> None:
    fresh = {(message.id, message.context) for message in catalogue(app) if message.id}  # type: ignore[attr-defined]
    gone = [m.id for m in committed(app) if m.id and (m.id, m.context) not in fresh]
    run = f"python -m lms.project.locales update {name_of(app)}"
    assert not gone, f"run {run}; gone:\n" + "\n".join(f"  {text}" for text in gone)


@pytest.mark.parametrize("app", APPS, ids=name_of)
def test_urdu_keeps_the_places_of_the_english(app: Path) -> None:
    """A lost ``%(hours)s`` or ``{when}`` is an error page for everybody who reads Urdu."""
    broken = [
        f"{message.id}: {error}" for message in committed(app) if message.id for error in message.check() if str(error)
    ]
    broken += [
        str(message.id)
        for message in committed(app)
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string
        if braces(message.id) != braces(message.string)
    ]
    assert not broken, "\n".join(broken)


def braces(text: str) -> set[str]:
    return {part.split("}", 1)[0] for part in text.split("{")[1:] if "}" in part}


def test_the_search_finds_sentences() -> None:
    """Guards the tests above against an extraction that finds nothing."""
    found = {message for *_, message, _comments, _context in messages(ROOT / "lms" / "learner")}
    assert "What is next" in found
