"""Slips on paper: eight on an A4 sheet, in English and Urdu."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.foundation.api import group_code
from lms.people.conf import options
from lms.people.models import StartSlip

TEMPLATE = Path(__file__).with_name("slips.typ")


class SheetError(Exception):
    """The sheet cannot be made on this server; the text is a sentence for staff."""


def render_slips(pairs: Iterable[tuple[StartSlip, str]]) -> bytes:
    """A PDF of A4 sheets for slips and their plain codes. ``SheetError`` with a sentence when it cannot be made."""
    return set_on_paper(TEMPLATE, sheet_data(pairs))


def set_on_paper(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF of ``data`` set by a typst template in the fonts of slips. ``SheetError`` when it cannot be made."""
    try:
        import typst
    except ImportError as missing:
        raise SheetError(
            "Slips are printed by typst, which is not installed here: install hunar[certificates]."
        ) from missing
    fonts = own_fonts()
    source: Any = template.read_bytes()
    try:
        made: Any = typst.compile(
            source,
            font_paths=fonts,
            # Without fonts of its own the site prints with what the machine has.
            ignore_system_fonts=bool(fonts),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as problem:
        raise SheetError("The slips could not be set on paper; the log has more.") from problem
    return bytes(made)


def sheet_data(pairs: Iterable[tuple[StartSlip, str]]) -> dict[str, Any]:
    """What the template is told of these slips."""
    return {
        "slips": [_slip(slip, code) for slip, code in pairs],
        "texts": {code: _texts(code) for code in ("en", "ur")},
    }


def own_fonts() -> list[str]:
    """The folder of the site's own fonts, if it has one."""
    return [str(options["FONTS"])] if options["FONTS"] else []


def start_address() -> str:
    """Where a slip sends its holder, as she types it."""
    site = str(options["PUBLIC_URL"] or getattr(settings, "WAGTAILADMIN_BASE_URL", "")).rstrip("/")
    return f"{site}/start/".removeprefix("https://")


def _slip(slip: StartSlip, code: str) -> dict[str, Any]:
    username = slip.person.user.get_username() if slip.person.user else ""
    return {
        "address": start_address(),
        "username": username,
        "code": group_code(code, 4),
        "until": {language: _day(slip.expires_at, language) for language in ("en", "ur")},
    }


def _day(moment: datetime, language: str) -> str:
    with translation.override(language):
        return date_format(timezone.localtime(moment), "j F Y")


def _texts(language: str) -> dict[str, Any]:
    with translation.override(language):
        return {
            "title": _("Your start slip"),
            "username": _("Username"),
            "code": _("Start code"),
            "until": _("Good until"),
            "address": _("Address"),
            "steps": [
                _("Open the address on a phone."),
                _("Type the username and the start code."),
                _("Choose a PIN: six numbers that only you know."),
            ],
        }
