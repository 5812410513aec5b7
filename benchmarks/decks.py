"""Stills of decks that we draw in Urdu (Nastaliq) and Pashto (Naskh), and how well each letter can still be read.

The error is the share of letters that a reader gets wrong against what was written, for the drawn slide and for both
encodings of it. Where the reader cannot read the drawn slide either, its error says nothing: look at the contact sheet,
which lays the three beside each other at their full size.
"""

import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.stills import StillWriter
from media_pipeline.reader import find_reader

FONTS = Path(__file__).parents[1] / "certificates" / "fonts"
SIZE = (1280, 720)
SIZES = (40, 32, 28, 24, 20, 16)
# As the pipeline does it where nothing can be read: by the strokes alone, the same for every script.
RECIPE = {"still": recipes.AVIF, "still-fallback": recipes.WEBP}
GROUNDS = (((250, 250, 247), (30, 30, 36)), ((24, 26, 38), (235, 235, 240)), ((20, 90, 170), (255, 255, 255)))


@dataclass(frozen=True)
class Deck:
    """Slides of one language; each line of ``lines`` is drawn once in each size."""

    name: str
    language: str
    font: str
    lines: tuple[str, ...]


DECKS = (
    Deck(
        "Urdu, Nastaliq",
        "ur",
        "NotoNastaliqUrdu-Regular.ttf",
        (
            "سرخی چھوٹی اور صاف لکھیں",
            "تصویر کے نیچے ایک سطر کافی ہے",
            "پہلے خاکہ بنائیں پھر رنگ بھریں",
            "گاہک کو قیمت پہلے بتائیں",
            "ہر کام کی ایک نقل الگ جگہ رکھیں",
            "خالی خانے گنیں پھر جواب دیں",
        ),
    ),
    Deck(
        "Pashto, Naskh",
        "ps",
        "NotoNaskhArabic-Regular.ttf",
        (
            "سرلیک لنډ او روښانه ولیکئ",
            "لومړی کرښې وباسئ بیا رنګ ورکړئ",
            "د انځور لاندې یوه کرښه بس ده",
            "پېرېدونکي ته بیه مخکې ووایاست",
            "د هر کار یوه کاپي بل ځای وساتئ",
            "تش ځایونه وشمېرئ بیا ځواب ورکړئ",
        ),
    ),
)


def draw(deck: Deck, number: int) -> tuple[Image.Image, str]:
    """One slide with every size, and what is written on it."""
    ground, ink = GROUNDS[number % len(GROUNDS)]
    image = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(image)
    top, written = 30, []
    for place, size in enumerate(SIZES):
        line = deck.lines[(place + number) % len(deck.lines)]
        font = ImageFont.truetype(FONTS / deck.font, size, layout_engine=ImageFont.Layout.RAQM)
        pen.text((SIZE[0] - 60, top), line, font=font, fill=ink, anchor="ra", direction="rtl", language=deck.language)
        written.append(line)
        top += 60 + size * 3 // 2
    return image, "\n".join(written)


def distance(one: str, other: str) -> int:
    """Letters to change, add or take away to make ``other`` of ``one``."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, another in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != another))
    return row[-1]


def error(written: str, read: str) -> float:
    """Share of the letters of ``written`` that were read wrongly, 0 to 1; spaces and marks do not count."""
    wanted, got = _letters(written), _letters(read)
    return min(1.0, distance(wanted, got) / len(wanted))


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(str.maketrans("يىكة", "ییکه"))
    return "".join(letter for letter in folded if letter.isalnum())


def measure(sheets: Path | None) -> list[dict[str, Any]]:
    """One row for each deck and kind of file; error is null where there is no reader for Urdu."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for deck in DECKS:
            slides = [draw(deck, number) for number in range(len(GROUNDS))]
            writer = StillWriter(RECIPE, Path(name), words=0, read=lambda _image: Words())
            stills = [
                writer.write(image, Words(), position=number, start=0) for number, (image, _) in enumerate(slides)
            ]
            source = mean_error(slides)
            for place, kind in enumerate(("AVIF", "WebP")):
                files = [still[place].path for still in stills]
                encoded = [(Image.open(path), text) for path, (_, text) in zip(files, slides, strict=True)]
                size = round(sum(path.stat().st_size for path in files) / 1000 / len(files), 1)
                row = {"deck": deck.name, "file": kind, "kb": size}
                rows.append(row | {"error": mean_error(encoded), "source_error": source})
            if sheets:
                _sheet(deck, slides, stills, sheets)
    return rows


def mean_error(slides: Sequence[tuple[Image.Image, str]]) -> float | None:
    """The mean error of reading these pictures as Urdu; None where nothing here reads it."""
    reader = find_reader()
    if "ur" not in reader.languages_available:
        return None
    errors = [error(text, reader.read(image, ["ur"])) for image, text in slides]
    return round(sum(errors) / len(errors), 4)


def _sheet(deck: Deck, slides: list[tuple[Image.Image, str]], stills: list[tuple[Output, ...]], folder: Path) -> None:
    """The right half of every slide: drawn, AVIF and WebP side by side, at full size."""
    folder.mkdir(parents=True, exist_ok=True)
    left = SIZE[0] - 520
    sheet = Image.new("RGB", (3 * 520, SIZE[1] * len(slides)), "white")
    for row, ((image, _), still) in enumerate(zip(slides, stills, strict=True)):
        shown = [image, *(Image.open(output.path).convert("RGB") for output in still)]
        for column, each in enumerate(shown):
            sheet.paste(each.crop((left, 0, SIZE[0], SIZE[1])), (column * 520, row * SIZE[1]))
    sheet.save(folder / f"{deck.language}.png")
