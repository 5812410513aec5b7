"""The public description of what a run made: format 1 of ``manage.py transcode --json``."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from media_pipeline.pipeline.outputs import FALLBACK, Made, Output

FORMAT = 1
UNPLAYED = ("keep", "timeline", "chapters")


def summary(content_class: str, seconds: float, made: Iterable[Made], base: Path) -> dict[str, Any]:
    """JSON-ready. Each rung stands twice: the files a current browser takes, and the twin that plays everywhere.

    The one file of slides and voice that a phone keeps stands as rung ``keep``.
    """
    renditions = []
    for rendition in made:
        kept = [output for output in rendition.outputs if output.role == "keep"]
        played = [output for output in rendition.outputs if output.role not in UNPLAYED]
        for twin in (False, True):
            outputs = [output for output in played if output.role.endswith(FALLBACK) is twin]
            if outputs:
                renditions.append(_rendition(rendition.rung, outputs, seconds, base))
        if kept:
            renditions.append(_rendition("keep", kept, seconds, base))
    return {"format": FORMAT, "class": content_class, "seconds": round(seconds, 3), "renditions": renditions}


def _rendition(rung: str, outputs: list[Output], seconds: float, base: Path) -> dict[str, Any]:
    files = [{"name": output.path.relative_to(base).as_posix(), "bytes": output.bytes} for output in outputs]
    total = sum(output.bytes for output in outputs)
    codecs = list(dict.fromkeys(output.codecs or output.suffix for output in outputs))
    return {
        "rung": rung,
        "codecs": ", ".join(codecs),
        "files": files,
        "bytes": total,
        "mb_per_hour": round(total * 3600 / 1e6 / seconds, 2),
    }
