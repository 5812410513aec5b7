"""Each still is as small as its words allow, at the size of its source."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageDraw, ImageFont

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.legibility import legibility
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.readable import Words, words
from media_pipeline.pipeline.stills import Allowance, Judge, Read, StillWriter, decoded, smallest_avif

# The encoder at its fastest: these tests ask what is chosen, not how small it gets.
AVIF = recipes.AVIF | {"common": recipes.AVIF["common"] | {"speed": 9}}
RECIPE = {"still": AVIF, "still-fallback": recipes.WEBP}
TEXT = "contrast margin layer palette headline vector gradient template"


def slide(size: tuple[int, int] = (480, 360)) -> Image.Image:
    image = Image.new("RGB", size, (250, 250, 247))
    pen = ImageDraw.Draw(image)
    for line, word in enumerate(TEXT.split()):
        pen.text((30, 20 + 40 * line), f"{word} {word}", fill=(20, 30, 60), font=ImageFont.load_default(18))
    return image


def unread(_image: Image.Image) -> Words:
    return Words()


def reader_missing(words_lost: int, source: Image.Image) -> Read:
    """Reads the source whole, and from any other picture so many words less."""
    whole = source.tobytes()
    lost = words(" ".join(TEXT.split()[:words_lost]))
    return lambda seen: words(TEXT) if seen.tobytes() == whole else words(TEXT) - lost


def judged(image: Image.Image, read: Read, *, words_in_all: int = 0) -> Judge:
    return Judge(image, read(image), read, Allowance(words_in_all))


def made(image: Image.Image, folder: Path) -> tuple[Output, ...]:
    return StillWriter(RECIPE, folder, words=0, read=unread).write(image, Words(), position=3, start=7.5)


def test_both_files_have_the_size_of_the_source_and_legible_letters(tmp_path: Path) -> None:
    image = slide((480, 362))
    outputs = made(image, tmp_path)
    assert [(each.role, each.suffix, each.position, each.at_seconds) for each in outputs] == [
        ("still", "avif", 3, 7.5),
        ("still-fallback", "webp", 3, 7.5),
    ]
    for output in outputs:
        shown = Image.open(output.path)
        assert shown.size == image.size == (output.width, output.height)
        assert legibility(image, shown) >= recipes.LEGIBLE - 0.02


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = (made(slide(), tmp_path / name) for name in ("one", "two"))
    assert [each.path.read_bytes() for each in one] == [each.path.read_bytes() for each in two]


def test_words_that_are_lost_ask_for_a_better_encoding() -> None:
    """A reader that misses two words below a quality moves the choice up, and only as far as it must."""
    image = slide()
    calm = smallest_avif(judged(image, unread), AVIF)

    def strict(seen: Image.Image) -> Words:
        lost = legibility(image, seen) < legibility(image, decoded(calm)) + 0.002
        return words(TEXT.replace("margin", "").replace("layer", "") if lost else TEXT)

    better = smallest_avif(judged(image, strict, words_in_all=1000), AVIF)
    assert len(better) > len(calm)
    assert strict(decoded(better)) == words(TEXT)


def test_one_word_missed_among_hundreds_is_no_reason_to_spend() -> None:
    image = slide()
    chosen = smallest_avif(judged(image, reader_missing(1, image), words_in_all=200), AVIF)
    assert chosen == smallest_avif(judged(image, unread), AVIF)


def test_one_word_missed_among_few_is() -> None:
    image = slide()
    chosen = smallest_avif(judged(image, reader_missing(1, image), words_in_all=40), AVIF)
    assert len(chosen) > len(smallest_avif(judged(image, unread), AVIF))


@given(some.lists(some.tuples(some.integers(0, 80), some.integers(0, 5)), max_size=30))
def test_what_is_allowed_never_adds_up_to_more_than_three_words_in_two_hundred(stills: list[tuple[int, int]]) -> None:
    allowance = Allowance(sum(total for total, _ in stills))
    for total, missed in stills:
        if allowance.allows(min(missed, total), of=total):
            allowance.missed += min(missed, total)
    assert allowance.missed <= recipes.LOST_WORDS * allowance.words


def test_a_reader_that_never_reads_it_again_gets_the_best_and_the_share_says_so(tmp_path: Path) -> None:
    image = slide()
    read = reader_missing(6, image)
    writer = StillWriter(RECIPE, tmp_path, words=8, read=read)
    writer.write(image, read(image), position=0, start=0.0)
    assert writer.share == 0.25
    best = AVIF["steps"][-1]["quality"]
    assert best == max(step["quality"] for step in AVIF["steps"])


def test_a_picture_without_letters_takes_the_smallest() -> None:
    plain = Image.new("RGB", (320, 180), (30, 90, 120))
    chosen = smallest_avif(judged(plain, unread), AVIF)
    worst = smallest_avif(judged(plain, unread), AVIF | {"steps": AVIF["steps"][:1]})
    assert chosen == worst
