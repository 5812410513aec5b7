"""The one file of slides and voice that a phone keeps: stills as a slow video with chapters, for its own player."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.codecs import video_codec
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import WHOLE, Recipe, fit

SOUND = "mp4a.40.2"


def make_keep(
    pictures: Sequence[Path],
    starts: Sequence[float],
    facts: Facts,
    recipe: Recipe,
    *,
    sound: Path | None,
    tool: Tool,
    folder: Path,
) -> Output:
    """Show each of ``pictures`` from its start to the next; ``sound`` is copied, and all lie in ``folder``.

    Each slide is a chapter ("Slide 1"). Raises FfmpegError.
    """
    stretches = list(pairwise([*starts, facts.seconds]))
    pieces = [ffmpeg.Piece(path, end - start) for path, (start, end) in zip(pictures, stretches, strict=True)]
    width, height = fit(facts.width, facts.height, recipe["lines"])
    options = recipe["picture"] | {
        # The last still is held first: alone it has no length, and there would be no picture at all.
        "vf": f"tpad=stop_mode=clone:stop=-1,fps={recipe['rate']},scale={width}:{height}:flags=lanczos,setsar=1,"
        "format=yuv420p",
        "t": f"{facts.seconds:.3f}",
        **({} if sound is None else {"c:a": "copy"}),
        **{f"metadata:c:{number}": f"title=Slide {number + 1}" for number in range(len(pieces))},
    }
    target = folder / "keep.mp4"
    ffmpeg.join(pieces, target, tool=tool, options=options | WHOLE, sound=sound, chapters=stretches)
    codecs = video_codec(target) if sound is None else f"{video_codec(target)}, {SOUND}"
    return Output("keep", target, "mp4", "video/mp4", codecs, width=width, height=height)
