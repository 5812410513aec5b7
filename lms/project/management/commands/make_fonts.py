"""Make the fonts in the tree again from their published packages (maintainers; needs npm and fonttools)."""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Set
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from certificates.fonts import FONTS

LETTERS = (
    "ءآأؤئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"  # what Arabic shares with its neighbours
    "ٹپچڈڑژکگںھہۂۃیےۓ"  # Urdu
    "ټځڅډړږښګڼۍېۀ"  # Pashto
    "ٻڄݙڳݨێ"  # Saraiki, Hindko
)
MARKS = (*range(0x610, 0x616), *range(0x64B, 0x660), 0x670, 0x640, 0xFDF2, 0xFDFA)
PUNCTUATION = (0x20, 0xA0, 0x60C, 0x60D, 0x61B, 0x61F, 0x66A, 0x66B, 0x66C, 0x6D4, 0x200C, 0x200D, 0x200E, 0x25CC)
DIGITS = (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))
ARABIC = frozenset({*map(ord, LETTERS), *MARKS, *PUNCTUATION, *DIGITS})
# Every Latin letter of a European name, the dotted ones of transliterated Urdu, and typographic punctuation.
LATIN = frozenset(
    {*range(0x20, 0x180), *range(0x218, 0x21C), *range(0x300, 0x309), *range(0x2002, 0x2123), 0x2BB, 0x2BC, 0x2212}
    | set(map(ord, "ḌḍḤḥṢṣṬṭẒẓ"))
)
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt", "rlig", "init", "medi", "fina", "isol"]


class Source(NamedTuple):
    """Files of one package, and the name they get here together. `letters` None keeps every glyph."""

    package: str
    version: str
    files: tuple[str, ...]
    target: str
    letters: frozenset[int] | None


def sans(weight: int) -> tuple[str, str]:
    """The two halves, by range of letters, in which one weight of Noto Sans is published."""
    return f"noto-sans-latin-{weight}-normal.woff2", f"noto-sans-latin-ext-{weight}-normal.woff2"


NASTALIQ = ("@fontsource/noto-nastaliq-urdu", "5.3.0")
NASKH = ("@fontsource/noto-naskh-arabic", "5.3.0")
SANS = ("@fontsource/noto-sans", "5.3.0")
SOURCES = (
    # Whole: its thousands of joining rules share bytes that are lost, and double the file, when they are rewritten.
    Source(*NASTALIQ, ("noto-nastaliq-urdu-arabic-400-normal.woff2",), "NotoNastaliqUrdu-Regular.ttf", None),
    Source(*NASKH, ("noto-naskh-arabic-arabic-400-normal.woff2",), "NotoNaskhArabic-Regular.ttf", ARABIC),
    Source(*NASKH, ("noto-naskh-arabic-arabic-700-normal.woff2",), "NotoNaskhArabic-Bold.ttf", ARABIC),
    Source(*SANS, sans(400), "NotoSans-Regular.ttf", LATIN),
    Source(*SANS, sans(700), "NotoSans-Bold.ttf", LATIN),
)


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: str, version: str, folder: Path) -> Path:
    """Download one package of the npm registry into `folder` and return its archive."""
    npm = shutil.which("npm")
    if npm is None:
        raise CommandError("npm is not installed; it fetches the font packages.")
    done = subprocess.run(
        [npm, "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    )
    return folder / done.stdout.strip().splitlines()[-1]


def shrink(woffs: list[Path], target: Path, letters: frozenset[int] | None) -> None:
    """Write one TrueType font with only `letters` of `woffs`, joining rules kept, no screen hints, a fixed date."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    if letters is None:
        font = TTFont(woffs[0], recalcTimestamp=False)
        font.flavor = None
        font["post"].formatType = 3.0  # glyph names are for people who draw fonts
        font.save(target)
        return
    parts, taken = [], set[int]()
    for woff in woffs:
        font = TTFont(woff, recalcTimestamp=False)
        parts.append(woff.with_suffix(".ttf"))
        subset(font, (letters & set(font.getBestCmap())) - taken).save(parts[-1])
        taken |= set(font.getBestCmap())
    whole = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
    whole.recalcTimestamp = False
    whole["head"].created, whole["head"].modified = font["head"].created, font["head"].modified
    whole.save(target)


def subset(font: Any, letters: Set[int]) -> Any:
    """The font cut down, in place, to `letters` and what they need to join."""
    from fontTools.subset import Options, Subsetter

    font.flavor = None
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


class Command(BaseCommand):
    """Fetch, shrink, write the licences and the list of hashes."""

    requires_system_checks = ()
    help = "Maintainers: make certificates/fonts again from the npm registry."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Replace every font, licence and `sources.json` in the folder; the same versions give the same bytes."""
        with tempfile.TemporaryDirectory() as scratch:
            record = [self.make(source, Path(scratch)) for source in SOURCES]
        (FONTS / "sources.json").write_text(json.dumps(record, indent=2) + "\n")
        total = sum(path.stat().st_size for path in FONTS.glob("*.ttf"))
        self.stdout.write(f"{len(record)} fonts, {total:,} bytes.")

    def make(self, source: Source, scratch: Path) -> dict[str, Any]:
        """Make one font; its line for `sources.json`."""
        archive = fetch(source.package, source.version, scratch)
        with tarfile.open(archive) as package:
            package.extractall(scratch / source.target, filter="data")
        inside = scratch / source.target / "package"
        woffs = [inside / "files" / name for name in source.files]
        shrink(woffs, FONTS / source.target, source.letters)
        licence = f"OFL-{source.target.split('-', maxsplit=1)[0]}.txt"
        shutil.copyfile(inside / "LICENSE", FONTS / licence)
        return {
            "font": source.target,
            "sha256": sha256(FONTS / source.target),
            "licence": licence,
            "package": f"{source.package}@{source.version}",
            "package_sha256": sha256(archive),
            "files": {f"files/{woff.name}": sha256(woff) for woff in woffs},
        }
