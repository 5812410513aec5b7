"""Make the demo's recorded lectures: slides drawn by typst, joined with a spoken track into one mp4.

The result is what a trainer could have uploaded: 1280 x 720, H.264 and AAC, nothing saved on bytes. Making it small is
the pipeline's work.
"""

import json
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import ffmpeg

from certificates.fonts import FONTS
from lms.project.demo.voices import times_of
from media_pipeline.conf import tool
from media_pipeline.ffmpeg.commands import run

CONTENT = Path(__file__).parent / "content"
TEMPLATE = Path(__file__).with_name("lecture.typ")
RATE = 5
PICTURE = {
    "c:v": "libx264",
    "preset": "veryfast",
    "crf": 16,
    "tune": "stillimage",
    "pix_fmt": "yuv420p",
    "g": 10 * RATE,
}
SOUND = {"c:a": "aac", "b:a": "96k", "ac": 1, "ar": 48000}
EXACT = {"fflags": "+bitexact", "flags:v": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1}


def specs() -> list[Path]:
    """Every lecture of the demo: the guide's first, then course by course."""
    return [*sorted(CONTENT.glob("guide/*.json")), *sorted(CONTENT.glob("courses/*/lectures/*.json"))]


@cache
def fonts() -> Any:
    """Our typefaces and typst's own (one of them for code); none of the system's."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def draw_slides(lecture: dict[str, Any], folder: Path) -> list[Path]:
    """Draw each slide of a lecture as a PNG of 1280 x 720 in `folder`, in order."""
    import typst

    pages = typst.compile(
        TEMPLATE,
        format="png",
        ppi=72,
        font_paths=fonts(),
        sys_inputs={"lecture": json.dumps(lecture, ensure_ascii=False)},
    )
    slides = []
    for number, page in enumerate(pages if isinstance(pages, list) else [pages]):
        slides.append(folder / f"slide-{number:02}.png")
        slides[-1].write_bytes(page)
    return slides


def make_lecture(spec: Path, out: Path) -> Path:
    """Write the lecture `spec` describes to `out` (an mp4) and return it.

    Raises FfmpegError when the sound cannot be joined, typst.TypstError when a slide cannot be drawn.
    """
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    voice = spec.parent / lecture["voice"]
    times = json.loads(times_of(voice).read_text())
    lengths = [end - start for start, end in pairwise([*times["starts"], times["seconds"]])]
    with tempfile.TemporaryDirectory() as scratch:
        slides = draw_slides(lecture, Path(scratch))
        join(list(zip(slides, lengths, strict=True)), voice, out)
    return out


def join(stills: list[tuple[Path, float]], voice: Path, out: Path) -> None:
    """One mp4 from stills, each shown for its seconds, and a spoken track."""
    shown = [
        ffmpeg.input(
            f"file:{still}",
            protocol_whitelist="file",
            format_whitelist="png_pipe,image2",
            framerate=RATE,
            loop=1,
            t=f"{seconds:.3f}",
        )
        for still, seconds in stills
    ]
    picture = ffmpeg.concat(*shown, v=1, a=0)
    sound = ffmpeg.input(f"file:{voice.absolute()}", protocol_whitelist="file", format_whitelist="ogg")
    output = ffmpeg.output(
        picture, sound["a:0"], f"file:{out.absolute()}", movflags="+faststart", **PICTURE, **SOUND, **EXACT
    )
    reads = [*(still for still, _ in stills), voice.absolute()]
    run(output, tool=tool(), folder=out.absolute().parent, reads=reads)
