"""Locales with Babel alone: no gettext tools are needed to write, refresh or compile them.

``python -m lms.project.locales compile`` makes every ``.mo``; ``update FOLDER`` refreshes one app's Urdu ``.po``.
The wheel build calls the same function (``wheel.py``), so an installed wheel carries its languages.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("lms", "courses", "assessments", "certificates", "media_pipeline")
LANGUAGES = ("ur",)
# Screens, sentences and labels that only those who write, release and run courses ever meet.
STAFF = re.compile(
    r"(^|/)(wagtail_hooks|viewsets|panels|checks|permissions|four_eyes|corrections|licences|reading|reviewing)\.py$"
    r"|(^|/)(actions/(release|new_\w+|check_links|submit_\w+|import_\w+|export_\w+)|editions/difference)\.py$"
    r"|(^|/)(models|management|staff|blocks|compiling|importing|pictures|portable)/"
)
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile each committed ``.po`` beside itself; return the files written, oldest first."""
    from babel.messages import mofile, pofile

    written = []
    for source in sorted(path for room in ROOMS for path in (root / room).rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as stream:
            catalog = pofile.read_po(stream)
        buffer = BytesIO()
        mofile.write_mo(buffer, catalog)
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            target.write_bytes(buffer.getvalue())
            written.append(target)
    return written


def messages(app: Path) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    """Every translatable text of one app as ``(file, line, message, comments, context)``."""
    from babel.messages.extract import DEFAULT_KEYWORDS, extract
    from django.template import engines  # noqa: F401  (templatize needs configured settings)
    from django.utils.translation.template import templatize

    keywords = DEFAULT_KEYWORDS | KEYWORDS
    nested = {path.parent for path in app.glob("*/*/apps.py")} | {path.parent for path in app.glob("*/apps.py")}
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.typ")]):
        if "migrations" in path.parts or any(other in path.parents for other in nested if other != app):
            continue
        text = path.read_text(encoding="utf-8")
        # A template's margins would be read as Python's indentation.
        code = text if path.suffix == ".py" else re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
        for line, message, comments, context in extract("python", BytesIO(code.encode()), keywords):
            yield path.relative_to(app).as_posix(), line, message, comments, context


def catalogue(app: Path) -> "Catalog":
    """The fresh, untranslated catalogue of an app; staff-only texts carry the flag ``staff`` as a comment."""
    from babel.messages import Catalog

    found = Catalog(locale="ur", fuzzy=False, header_comment="# Urdu of this room.", charset="utf-8")
    for file, _line, message, comments, context in messages(app):
        found.add(message, locations=[(file, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    for entry in found:
        if entry.id and all(STAFF.search(file) for file, _ in entry.locations):
            entry.auto_comments = ["staff"]
    return found


def update(app: Path) -> None:
    """Write or refresh ``locale/ur/LC_MESSAGES/django.po`` of an app; keep what is translated, drop what is gone."""
    from babel.messages import pofile

    for language in LANGUAGES:
        target = app / "locale" / language / "LC_MESSAGES" / "django.po"
        fresh = catalogue(app)
        if target.exists():
            with target.open("rb") as stream:
                known = pofile.read_po(stream, locale=language)
            for message in fresh:
                old = known.get(message.id, message.context) if message.id else None
                if old is not None and old.string:
                    message.string = old.string
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            pofile.write_po(stream, fresh, width=0, omit_header=False, sort_output=True)


def main(arguments: list[str]) -> None:
    """``compile`` or ``update FOLDER…``."""
    if arguments[:1] == ["compile"]:
        for path in compile_all():
            print(path.relative_to(ROOT))
        return
    if arguments[:1] == ["update"] and len(arguments) > 1:
        from django.conf import settings

        settings.configure()
        for folder in arguments[1:]:
            update((ROOT / folder).resolve())
        return
    sys.exit("Say what to do: compile, or update FOLDER (for example courses/running).")


if __name__ == "__main__":
    main(sys.argv[1:])
