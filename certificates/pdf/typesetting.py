"""Data in, PDF out: typst with our fonts alone."""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from certificates.fonts import FONTS

TEMPLATE = Path(__file__).with_name("certificate.typ")
# Archive quality with structure: every sign must have a glyph and a meaning, or the compiler refuses.
STANDARD = "a-3a"
MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')

# A compiler keeps its fonts open and serves one paper at a time.
_compiling = Lock()


class PaperError(Exception):
    """The paper cannot be made on this server; the text is a sentence for staff."""


class UnprintableError(PaperError):
    """The words hold signs that no font of ours has; ``signs`` are those signs."""

    def __init__(self, signs: str) -> None:
        self.signs = signs
        super().__init__(f"These signs cannot be printed: {' '.join(signs)}. Correct the name, then issue again.")


def render(paper: dict[str, Any]) -> bytes:
    """Return the PDF of ``paper``: the same bytes for the same data, fonts and version of typst.

    ``UnprintableError`` when a sign has no glyph, ``PaperError`` when typst is not installed or fails.
    """
    return _rendered(json.dumps(paper, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=32)
def _rendered(paper: str) -> bytes:
    """Render one paper; the last few stay at hand, because the page that names the size comes before the download."""
    compile_paper, failure = _compiler()
    with _compiling:
        try:
            return compile_paper(sys_inputs={"paper": paper}, pdf_standards=[STANDARD], timestamp=0)
        except failure as error:
            signs = "".join(dict.fromkeys("".join(MISSING_GLYPH.findall(error.diagnostic))))
            if signs:
                raise UnprintableError(signs) from error
            raise PaperError("The paper could not be made: its template is broken. Tell the site's keeper.") from error


@cache
def _compiler() -> tuple[Callable[..., Any], Any]:
    """Return typst's compile function with our template and fonts, and the error it raises."""
    try:
        import typst
    except ImportError as error:
        raise PaperError("Papers need typst, which is missing here: pip install 'hunar[certificates]'.") from error
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
    return compiler.compile, typst.TypstError
