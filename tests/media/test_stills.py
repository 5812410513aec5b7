"""Each still is as small as its words allow, at the size of its source."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.legibility import legibility
from media_pipeline.pipeline.readable import Words, words
from media_pipeline.pipeline.stills import Judge, Still, decoded, smallest_avif, write_still

pytestmark = pytest.mark.usefixtures("quick")
RECIPE = {"still": recipes.AVIF, "still-fallback": recipes.WEBP}
TEXT = "contrast margin layer palette headline vector gradient template"


def slide(size: tuple[int, int] = (640, 360)) -> Image.Image:
    image = Image.new("RGB", size, (250, 250, 247))
    pen = ImageDraw.Draw(image)
    for line, word in enumerate(TEXT.split()):
        pen.text((30, 20 + 40 * line), f"{word} {word}", fill=(20, 30, 60), font=ImageFont.load_default(18))
    return image


def unread(_image: Image.Image) -> Words:
    return Words()


def made(image: Image.Image, folder: Path, read: object = unread) -> Still:
    return write_still(image, RECIPE, folder, position=3, start=7.5, read=read)  # type: ignore[arg-type]


def test_both_files_have_the_size_of_the_source_and_legible_letters(tmp_path: Path) -> None:
    image = slide((640, 362))
    still = made(image, tmp_path)
    assert [(each.role, each.suffix, each.position, each.at_seconds) for each in still.outputs] == [
        ("still", "avif", 3, 7.5),
        ("still-fallback", "webp", 3, 7.5),
    ]
    for output in still.outputs:
        shown = Image.open(output.path)
        assert shown.size == image.size == (output.width, output.height)
        assert legibility(image, shown) >= recipes.LEGIBLE - 0.02


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = (made(slide(), tmp_path / name).outputs for name in ("one", "two"))
    assert [each.path.read_bytes() for each in one] == [each.path.read_bytes() for each in two]


def test_words_that_are_lost_ask_for_a_better_encoding() -> None:
    """A reader that misses two words below a quality moves the choice up, and only as far as it must."""
    image = slide()
    calm = smallest_avif(Judge(image, unread), recipes.AVIF)

    def strict(seen: Image.Image) -> Words:
        lost = legibility(image, seen) < legibility(image, decoded(calm)) + 0.002
        return words(TEXT.replace("margin", "").replace("layer", "") if lost else TEXT)

    better = smallest_avif(Judge(image, strict), recipes.AVIF)
    assert len(better) > len(calm)
    assert strict(decoded(better)) == words(TEXT)


def test_one_word_missed_is_no_reason_to_spend() -> None:
    image = slide()
    source = image.tobytes()

    def whimsical(seen: Image.Image) -> Words:
        return words(TEXT if seen.tobytes() == source else TEXT.replace("margin", ""))

    chosen = smallest_avif(Judge(image, whimsical), recipes.AVIF)
    assert chosen == smallest_avif(Judge(image, unread), recipes.AVIF)


def test_a_reader_that_never_reads_it_again_gets_the_best_and_the_share_says_so(tmp_path: Path) -> None:
    image = slide()
    source = image.tobytes()

    def hopeless(seen: Image.Image) -> Words:
        return words(TEXT if seen.tobytes() == source else "contrast margin")

    still = made(image, tmp_path, hopeless)
    assert (still.words, still.kept) == (8, 2)
    best = recipes.AVIF["steps"][-1]["quality"]
    assert best == max(step["quality"] for step in recipes.AVIF["steps"])


def test_a_picture_without_letters_takes_the_smallest() -> None:
    plain = Image.new("RGB", (320, 180), (30, 90, 120))
    chosen = smallest_avif(Judge(plain, unread), recipes.AVIF)
    worst = smallest_avif(Judge(plain, unread), recipes.AVIF | {"steps": recipes.AVIF["steps"][:1]})
    assert chosen == worst
