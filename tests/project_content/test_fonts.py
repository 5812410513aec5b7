"""The fonts in the tree: small, licensed, known by hash, and able to join Urdu and Pashto."""

import hashlib
import json

import pytest

from certificates.fonts import FONTS

NAMES = "عائشہ صدیقہ نصرت فاطمہ گُل ښايسته ګل مومند ڈاکٹر ڑ ٹھ ڳ ݨ"
LATIN = "Ayesha Siddiqa 0123456789 Rs 1,450 – “Zürich” Łódź ı İ Ḥ"


def sources() -> list[dict[str, str]]:
    return json.loads((FONTS / "sources.json").read_text())


def test_they_are_small_enough_to_keep() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) <= 650_000


def test_each_is_the_file_its_source_line_names_and_has_its_licence() -> None:
    lines = sources()
    assert {line["font"] for line in lines} == {path.name for path in FONTS.glob("*.ttf")}
    for line in lines:
        assert hashlib.sha256((FONTS / line["font"]).read_bytes()).hexdigest() == line["sha256"]
        assert "SIL OPEN FONT LICENSE" in (FONTS / line["licence"]).read_text().upper()


def test_typst_finds_the_three_families_without_the_systems_fonts() -> None:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    assert set(fonts.families()) == {"Noto Nastaliq Urdu", "Noto Naskh Arabic", "Noto Sans"}


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ("NotoNastaliqUrdu-Regular.ttf", NAMES),
        ("NotoNaskhArabic-Regular.ttf", NAMES),
        ("NotoNaskhArabic-Bold.ttf", NAMES),
        ("NotoSans-Regular.ttf", LATIN),
        ("NotoSans-Bold.ttf", LATIN),
    ],
)
def test_no_letter_is_missing(font: str, text: str) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    letters = ttlib.TTFont(FONTS / font).getBestCmap()
    assert [letter for letter in text if ord(letter) not in letters] == []


@pytest.mark.parametrize("font", ["NotoNastaliqUrdu-Regular.ttf", "NotoNaskhArabic-Regular.ttf"])
def test_the_joining_rules_are_still_there(font: str) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    rules = ttlib.TTFont(FONTS / font)["GSUB"].table.FeatureList.FeatureRecord
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in rules}
