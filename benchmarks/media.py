"""What recordings cost a trainee, and how well they can be read and heard: ours beside others', from one run.

``python -m benchmarks.media --clips FOLDER`` prints JSON; ``--table FILE`` writes the same as a page. Others are
Kolibri's and PeerTube's published options (``anchors``). Reading needs tesseract, hearing needs pystoi; without them
the figures are null and ``not_measured`` says why.
"""

import argparse
import datetime
import json
import os
import platform
import shlex
import sys
from pathlib import Path

from benchmarks import decks, hearing, reading, table
from benchmarks.measuring import measure
from media_pipeline.ffmpeg import Tool, find_binary
from media_pipeline.pipeline.workshop import tools_of
from media_pipeline.reader import find_reader

ENDINGS = {".mkv", ".mp4", ".webm", ".mov"}


def main(arguments: list[str]) -> None:
    """Measure every recording in the folders, or those named by ``--only``."""
    parser = argparse.ArgumentParser(description="What recordings cost, ours beside Kolibri's and PeerTube's.")
    parser.add_argument("--clips", type=Path, nargs="*", default=[], metavar="FOLDER", help="folders with recordings")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="measure only these files of them")
    parser.add_argument("--decks", action="store_true", help="also stills of generated decks in Urdu and Pashto")
    parser.add_argument("--sheet", type=Path, metavar="FOLDER", help="write contact sheets of the decks here")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the result as a page of tables")
    given = parser.parse_args(arguments)
    tool = Tool(find_binary(os.environ.get("HUNAR_FFMPEG", "")))
    found = sorted(path for folder in given.clips for path in folder.iterdir() if path.suffix in ENDINGS)
    wanted = [path for path in found if not given.only or path.name in given.only]
    result = {
        "benchmark": "media",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "tools": f"{tools_of(tool)}, {find_reader().name or 'no reader'}",
        "command": shlex.join(["python", "-m", "benchmarks.media", *_without_folders(arguments)]),
        "not_measured": [reason for reason in (reading.why_not(), hearing.why_not()) if reason],
        "recordings": [measure(path, tool) for path in wanted],
        "decks": decks.measure(given.sheet) if given.decks else [],
    }
    if given.table:
        given.table.write_text(table.page(result), encoding="utf-8")
    print(json.dumps(result, indent=2))


def _without_folders(arguments: list[str]) -> list[str]:
    """The command as others would type it: what lies where on this machine is nobody's business."""
    return ["CLIPS" if os.sep in each else each for each in arguments]


if __name__ == "__main__":
    main(sys.argv[1:])
