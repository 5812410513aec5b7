"""Runs the pipeline on a plain file, without site or database."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from media_pipeline.conf import options, tool
from media_pipeline.errors import Refusal
from media_pipeline.pipeline.outputs import Made
from media_pipeline.pipeline.settle import settle
from media_pipeline.pipeline.summary import summary
from media_pipeline.pipeline.workshop import Workshop, silent

Say = Callable[[str], None]


def transcode_file(source: Path, out: Path, *, say: Say) -> dict[str, Any]:
    """Write every rendition of ``source`` into ``out`` (made when missing) and describe it.

    Files appear in ``out`` only when all are whole. ``say`` hears what goes on in plain words. Raises Refusal.
    """
    if not source.is_file():
        raise Refusal("no-file", f"There is no file {source}.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".working-", dir=out)
    except OSError as error:
        raise Refusal("out-not-writable", f"The folder {out} cannot be written to.") from error
    with folder as name:
        workshop = Workshop(source, Path(name), tool=tool(), max_seconds=options["MAX_SECONDS"])
        say("looking at the recording")
        plan = workshop.plan()
        made = []
        for step in plan.steps:
            say(f"making {step.rung}")
            made.append(workshop.make(plan, step, silent))
        labels = {each.rung: each.label_bytes for each in made}
        left_out = settle(labels, source_bytes=plan.facts.bytes, content_class=plan.survey.content_class)
        for each in left_out:
            cost = f"it would cost as much as the {each.instead}"
            say(f"{each.rung} left out: {'the picture moves all the time' if each.instead == 'movement' else cost}")
        dropped = {each.rung for each in left_out}
        kept = [_move(each, out) for each in made if each.rung not in dropped]
    return summary(plan.survey.content_class, plan.facts.seconds, kept, out)


def _move(made: Made, out: Path) -> Made:
    """The same rendition with its files in ``out``; a file that two rungs share is moved once."""
    outputs = []
    for output in made.outputs:
        target = out / output.path.name
        if output.path.exists():
            output.path.replace(target)
        outputs.append(replace(output, path=target))
    return Made(made.rung, tuple(outputs))
