"""Slips of thousands on paper: in portions, each in a process of its own, so that memory stays small."""

import io
import json
import logging
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from lms.people import slip_paper
from lms.people.models import StartSlip
from lms.people.slip_sheet import TEMPLATE, SheetError, own_fonts, sheet_data

logger = logging.getLogger("hunar.people")
# A hundred sheets, and about 300 MB while they are set.
AT_ONCE = 800
MOST_SECONDS = 600
Pairs = Sequence[tuple[StartSlip, str]]


def render_many_slips(pairs: Pairs, told: Callable[[int], None] | None = None) -> bytes:
    """A PDF of slips and their plain codes; of more than ``AT_ONCE`` a ZIP of PDFs. ``told`` hears how many are set.

    ``SheetError`` with a sentence when they cannot be made.
    """
    if find_spec("typst") is None:
        raise SheetError("Slips are printed by typst, which is not installed here: install hunar[certificates].")
    sheets = []
    for start in range(0, len(pairs), AT_ONCE):
        sheets.append(_portion(pairs[start : start + AT_ONCE]))
        if told is not None:
            told(min(len(pairs), start + AT_ONCE))
    return sheets[0] if len(sheets) == 1 else _packed(sheets)


def _portion(pairs: Pairs) -> bytes:
    asked = {"source": TEMPLATE.read_text(encoding="utf-8"), "fonts": own_fonts(), "data": sheet_data(pairs)}
    # ``-P``: modules beside the script are ours and shadow nothing it imports.
    program = [sys.executable, "-P", str(Path(slip_paper.__file__))]
    try:
        made = subprocess.run(
            program, input=json.dumps(asked).encode(), capture_output=True, check=True, timeout=MOST_SECONDS
        )
    except (subprocess.SubprocessError, OSError) as problem:
        said = (getattr(problem, "stderr", None) or b"").decode(errors="replace")
        logger.exception("A sheet of slips could not be set: %s", said[-2000:])
        raise SheetError("The slips could not be set on paper; the log has more.") from problem
    return made.stdout


def _packed(sheets: Sequence[bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number, sheet in enumerate(sheets, start=1):
            packed.writestr(f"start-slips-{number:03}.pdf", sheet)
    return file.getvalue()
