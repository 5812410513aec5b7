"""How much of the letters is left: a measure that knows no script."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageDraw, ImageFont

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.legibility import legibility

FONTS = Path(__file__).parents[2] / "certificates" / "fonts"
SCRIPTS = {
    "NotoSans-Regular.ttf": "A headline stays short and clear",
    "NotoNastaliqUrdu-Regular.ttf": "سرخی چھوٹی اور صاف لکھیں",
    "NotoNaskhArabic-Regular.ttf": "سرلیک لنډ او روښانه ولیکئ",
}


def written(font: str, size: int = 22) -> Image.Image:
    """One sentence in three lines, black on white."""
    image = Image.new("RGB", (480, 240), "white")
    pen = ImageDraw.Draw(image)
    for line in range(3):
        pen.text((20, 15 + 70 * line), SCRIPTS[font], fill="black", font=ImageFont.truetype(FONTS / font, size))
    return image


def lossy(image: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality)
    return Image.open(buffer).convert("RGB")


@pytest.mark.parametrize("font", SCRIPTS)
def test_the_same_picture_is_whole_and_an_empty_one_has_nothing_left(font: str) -> None:
    image = written(font)
    assert legibility(image, image) == pytest.approx(1.0, abs=1e-4)
    assert legibility(image, Image.new("RGB", image.size, "white")) == 0.0


@pytest.mark.parametrize("font", SCRIPTS)
def test_coarser_is_less_legible_in_every_script(font: str) -> None:
    image = written(font)
    steps = [legibility(image, lossy(image, quality)) for quality in (2, 20, 90)]
    assert steps == sorted(steps)
    assert steps[0] < recipes.LEGIBLE < steps[2]


@pytest.mark.parametrize("font", SCRIPTS)
def test_half_the_lines_is_not_legible(font: str) -> None:
    image = written(font)
    half = image.resize((240, 120), Image.Resampling.LANCZOS).resize(image.size, Image.Resampling.LANCZOS)
    assert legibility(image, half) < recipes.LEGIBLE


def test_faded_letters_count_less_than_strong_ones() -> None:
    image = written("NotoSans-Regular.ttf")
    faded = Image.blend(image, Image.new("RGB", image.size, "white"), 0.4)
    assert legibility(image, faded) == pytest.approx(0.6, abs=0.02)


def test_words_that_are_lost_count_though_the_rest_is_perfect() -> None:
    image = written("NotoSans-Regular.ttf")
    lost = image.copy()
    lost.paste("white", (0, 0, 480, 60))
    assert legibility(image, lost) < 0.1


@given(some.integers(1, 70), some.integers(1, 70), some.integers(0, 2**16))
@settings(max_examples=40, deadline=None)
def test_it_stays_between_nothing_and_all_for_any_size(width: int, height: int, seed: int) -> None:
    noise = np.random.default_rng(seed)
    one, other = (Image.fromarray(noise.integers(0, 256, (height, width, 3), dtype=np.uint8)) for _ in range(2))
    assert 0.0 <= legibility(one, other) <= 1.0
    assert legibility(one, one) == pytest.approx(1.0, abs=1e-4)
