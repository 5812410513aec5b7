"""What our style sheets and templates may not hold: sides of the page, inline styles, inline scripts, pale text."""

import re
from pathlib import Path

import pytest

from lms.foundation.icons import ICONS
from lms.project.locales import ROOMS, ROOT

SHEET = ROOT / "lms" / "learner" / "static" / "hunar_learner" / "hunar.css"
SHEETS = sorted(path for room in ROOMS for path in (ROOT / room).rglob("static/**/*.css"))
TEMPLATES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|float"
    r"|(?:min-|max-)?(?:width|height))\s*:|(?:text-align|clear)\s*:\s*(?:left|right)"
)
MEDIA = re.compile(r"@media[^{]*")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_a_sheet_serves_both_directions(sheet: Path) -> None:
    found = PHYSICAL.findall(MEDIA.sub("", sheet.read_text(encoding="utf-8")))
    assert not found, f"{name_of(sheet)} names sides of the page: {found}"


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_holds_no_style_and_no_script_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text), "an inline style, which the content security policy forbids"
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "an inline handler"
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert " src=" in tag or "application/json" in tag, f"an inline script: {tag}"


def tokens(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", text))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    ("ink", "paper"), ("ink", "wash"), ("soft", "paper"), ("soft", "wash"), ("on", "deep"), ("go", "paper"),
    ("go", "wash"), ("go", "go-wash"), ("ink", "go-wash"), ("soft", "go-wash"), ("on-go", "go"), ("on-coin", "coin"),
    ("shut", "shut-wash"), ("ink", "shut-wash"), ("bad", "bad-wash"), ("bad", "paper"), ("ink", "bad-wash"),
]  # fmt: skip
EDGES_ON = [("edge", "paper"), ("edge", "wash"), ("thread", "deep"), ("ring", "go"), ("go", "line")]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(mode: str) -> None:
    light, dark = SHEET.read_text(encoding="utf-8").split("prefers-color-scheme:dark", 1)
    colours = tokens(light) | (tokens(dark) if mode == "dark" else {})
    pale = [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.1f}"
        for pairs, least in ((TEXT_ON, 4.5), (EDGES_ON, 3.0))
        for one, other in pairs
        if contrast(colours[one], colours[other]) < least
    ]
    assert not pale, pale


def test_the_sheet_draws_every_icon_that_a_page_may_name_and_no_other() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    drawn = re.findall(
        r"""^\.i-([a-z]+)\{--i:url\("data:image/svg\+xml,(<svg [^"]+</svg>)"\)\}$""", sheet, re.MULTILINE
    )
    assert [name for name, _drawing in drawn] == sorted(ICONS)
    assert not [name for name, drawing in drawn if set(drawing) & set("#%()\\")], "would have to be escaped"
