"""Make the fonts in the tree again from their published packages (maintainers; needs npm and fonttools)."""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
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


class Source(NamedTuple):
    """One file of one package, and the name it gets here. `letters` None keeps every glyph."""

    package: str
    version: str
    file: str
    target: str
    letters: frozenset[int] | None


NASTALIQ = ("@fontsource/noto-nastaliq-urdu", "5.3.0")
NASKH = ("@fontsource/noto-naskh-arabic", "5.3.0")
SANS = ("@fontsource/noto-sans", "5.3.0")
SOURCES = (
    # Whole: its thousands of joining rules share bytes that are lost, and double the file, when they are rewritten.
    Source(*NASTALIQ, "noto-nastaliq-urdu-arabic-400-normal.woff2", "NotoNastaliqUrdu-Regular.ttf", None),
    Source(*NASKH, "noto-naskh-arabic-arabic-400-normal.woff2", "NotoNaskhArabic-Regular.ttf", ARABIC),
    Source(*NASKH, "noto-naskh-arabic-arabic-700-normal.woff2", "NotoNaskhArabic-Bold.ttf", ARABIC),
    Source(*SANS, "noto-sans-latin-400-normal.woff2", "NotoSans-Regular.ttf", frozenset(range(0x20, 0x2300))),
    Source(*SANS, "noto-sans-latin-700-normal.woff2", "NotoSans-Bold.ttf", frozenset(range(0x20, 0x2300))),
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


def shrink(woff: Path, target: Path, letters: frozenset[int] | None) -> None:
    """Write `woff` as TrueType with only `letters`, all layout features kept, no screen hints, a fixed date."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(woff, recalcTimestamp=False)
    font.flavor = None
    if letters is None:
        font["post"].formatType = 3.0  # glyph names are for people who draw fonts
    else:
        subsetter = Subsetter(Options(layout_features=["*"], hinting=False, notdef_outline=True))
        subsetter.populate(unicodes=letters & set(font.getBestCmap()))
        subsetter.subset(font)
    font.save(target)


class Command(BaseCommand):
    """Fetch, shrink, write the licences and the list of hashes."""

    help = "Maintainers: make certificates/fonts again from the npm registry."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Replace every font, licence and `sources.json` in the folder; the same versions give the same bytes."""
        record = []
        with tempfile.TemporaryDirectory() as scratch:
            for source in SOURCES:
                record.append(self.make(source, Path(scratch)))
        (FONTS / "sources.json").write_text(json.dumps(record, indent=2) + "\n")
        total = sum(path.stat().st_size for path in FONTS.glob("*.ttf"))
        self.stdout.write(f"{len(record)} fonts, {total:,} bytes.")

    def make(self, source: Source, scratch: Path) -> dict[str, str]:
        """Make one font; its line for `sources.json`."""
        archive = fetch(source.package, source.version, scratch)
        with tarfile.open(archive) as package:
            package.extractall(scratch / source.target, filter="data")
        inside = scratch / source.target / "package"
        woff = inside / "files" / source.file
        shrink(woff, FONTS / source.target, source.letters)
        licence = f"OFL-{source.target.split('-', maxsplit=1)[0]}.txt"
        shutil.copyfile(inside / "LICENSE", FONTS / licence)
        return {
            "font": source.target,
            "sha256": sha256(FONTS / source.target),
            "licence": licence,
            "package": f"{source.package}@{source.version}",
            "package_sha256": sha256(archive),
            "file": f"files/{source.file}",
            "file_sha256": sha256(woff),
        }
