"""A lecture as a phone gets it, made without the pipeline: real sound, real pictures, in the fewest seconds."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from courses.running.models import Enrolment
from lms.foundation.api import store_bytes
from media_pipeline.api import edition_entry, edition_files
from media_pipeline.models import Recording
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.stills import Allowance, Judge, smallest_avif
from media_pipeline.pipeline.voice import TYPES, WEBM
from tests.factories.media import ffmpeg, recording, slide
from tests.factories.running import lesson, make_cohort, make_enrolment, make_programme

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "80")
AV1 = ("-c:v", "libsvtav1", "-preset", "12", "-crf", "55", "-svtav1-params", "lp=1")
OPUS = ("-c:a", "libopus", "-application", "voip", "-b:a", "12k", "-frame_duration", "60")
AAC = ("-c:a", "aac", "-b:a", "16k", "-ar", "16000")
LATER_SLIDE = 12_000
TEXTS = (
    "Contrast\nWhat do you read first?",
    "Two signs, one word\nThe same bread, the same price.",
    "رنگوں کا فرق\nوہی نان، وہی قیمت 60 روپے۔",
    "Try it at home",
)


@lru_cache
def sound(seconds: int, rate: str = "12k") -> tuple[bytes, bytes]:
    """A voice-like tone as Opus in WebM and as AAC in MP4."""
    voice = ("-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds},tremolo=f=4:d=0.8", "-ac", "1")
    with TemporaryDirectory() as folder:
        one, two = Path(folder) / "a.webm", Path(folder) / "b.m4a"
        seekable = [str(each) for name, value in WEBM.items() if name != "format" for each in (f"-{name}", value)]
        ffmpeg(*voice, *OPUS, "-b:a", rate, *seekable, one)
        ffmpeg(*voice, *AAC, "-movflags", "+faststart", two)
        return one.read_bytes(), two.read_bytes()


@lru_cache
def moving(seconds: int, *, av1: bool, height: int = 90) -> bytes:
    """Moving pictures with the same tone."""
    size = f"{height * 16 // 9 // 2 * 2}x{height}"
    picture = ("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=8:duration={seconds}")
    voice = ("-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds}", "-ac", "1")
    with TemporaryDirectory() as folder:
        made = Path(folder) / "v.mp4"
        ffmpeg(*picture, *voice, *(AV1 + OPUS if av1 else H264 + AAC), "-movflags", "+faststart", made)
        return made.read_bytes()


@lru_cache
def still(number: int, kind: str) -> bytes:
    """One slide as a picture file."""
    made = BytesIO()
    slide(number % 4, TEXTS[number % 4].split("\n")[0] if number % 4 != 2 else "").save(made, kind, quality=60)
    return made.getvalue()


def make_lecture(seconds: int = 16, *, slides: int = 4, rate: str = "12k") -> Recording:
    """A finished recording with all four rungs, words on its slides and captions."""
    made = recording(state="ready", seconds=float(seconds), content_class="slides", language="en")
    opus, aac = sound(seconds, rate)
    voice = [("audio", opus, "webm", "opus"), ("audio-fallback", aac, "m4a", "mp4a.40.2")]
    # Long lectures are for what is said: their moving pictures are those of a short one.
    short = min(seconds, 16)
    av1 = ("video", moving(short, av1=True), "mp4", "av01.0.00M.08, opus")
    h264 = moving(short, av1=False)
    large = moving(short, av1=False, height=180)
    rungs = {
        "slides": [*voice, ("keep", h264, "mp4", "avc1.64001f, mp4a.40.2")],
        "audio": voice,
        "video": [av1, ("video-fallback", h264, "mp4", "avc1.64001f, mp4a.40.2")],
        "standard": [("video", large, "mp4", "avc1.64001f, mp4a.40.2")],
    }
    for rung, files in rungs.items():
        rendition = made.renditions.create(rung=rung, bytes=1, codecs="", tool_version="", recipe_hash=rung)
        for role, data, suffix, codecs in files:
            voices = rung in {"slides", "audio"} and role != "keep"
            kind = TYPES[suffix] if voices else "video/mp4"
            stored = store_bytes(data, suffix=suffix, content_type=kind)
            rendition.files.create(role=role, stored=stored, codecs=codecs, width=160, height=90)
    add_slides(made, slides, seconds / slides)
    add_captions(made, seconds)
    return made


def add_slides(made: Recording, number: int, each: float) -> None:
    """Stills and their words, one every ``each`` seconds."""
    rendition = made.renditions.get(rung="slides")
    for position in range(number):
        at = each * position
        for role, kind in (("still", "avif"), ("still-fallback", "webp")):
            stored = store_bytes(still(position, kind), suffix=kind, content_type=f"image/{kind}")
            rendition.files.create(role=role, position=position, at_seconds=at, stored=stored, width=640, height=360)
        made.slides.create(position=position, at_seconds=at, text=TEXTS[position % 4])


def add_captions(made: Recording, seconds: int) -> None:
    """One caption every two seconds."""
    cues = [f"00:00:{at:02}.000 --> 00:00:{at + 2:02}.000\nspoken words {at}\n" for at in range(0, min(seconds, 58), 2)]
    data = ("WEBVTT\n\n" + "\n".join(cues)).encode()
    made.captions.create(language="en", stored=store_bytes(data, suffix="vtt", content_type="text/vtt"))


def title_slide() -> Image.Image:
    """What lectures begin with: a few large words on a coloured ground, at the size of a screen recording."""
    image = Image.new("RGB", (1280, 720), (20, 90, 170))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 600, 1280, 720), fill=(250, 250, 247))
    for top, size, words in ((180, 96, "Contrast"), (330, 44, "What do you read first?")):
        pen.text((90, top), words, fill=(255, 255, 255), font=ImageFont.load_default(size))
    pen.text((90, 636), "Graphic design, lesson 7 of 24", fill=(30, 30, 36), font=ImageFont.load_default(30))
    return image


@lru_cache
def first_still() -> bytes:
    """The title slide as the pipeline writes it."""
    return smallest_avif(Judge(title_slide(), Words(), lambda _: Words(), Allowance(0)), recipes.AVIF)


def weigh_as_real(made: Recording, title: bytes) -> None:
    """Let the first slide be the AVIF file ``title``, and each later one a file of its own of 12 KB."""
    for each in made.renditions.get(rung="slides").files.filter(role="still").order_by("position"):
        data = title
        if each.position:
            data = still(each.position, "avif")
            # A box that every reader of the format passes over.
            empty = bytes([each.position]) * (LATER_SLIDE - len(data) - 8)
            data += (len(empty) + 8).to_bytes(4, "big") + b"free" + empty
        each.stored = store_bytes(data, suffix="avif", content_type="image/avif")
        each.save(update_fields=["stored"])


class Taught:
    """A lecture in a lesson of a course that one trainee is enrolled in."""

    def __init__(self, made: Recording, **policy: Any) -> None:
        self.recording, self.key = made, uuid4()
        self.entry = edition_entry(made)
        one = lesson("Contrast", key=self.key, lectures={"en": self.entry}, files=edition_files(made))
        self.enrolment: Enrolment = make_enrolment(cohort=make_cohort(make_programme(**policy), [one]))

    @property
    def page(self) -> str:
        """The lesson."""
        return address_of(self.enrolment.uuid, self.key)

    def player(self, rung: str, more: str = "") -> str:
        """The player of one rung."""
        return f"{self.page}?play={rung}{more}"


def address_of(enrolment: UUID, key: UUID) -> str:
    """Where a trainee finds an activity."""
    return reverse("hunar_running:activity", args=[enrolment, key])
