"""Sets one portion of slips on paper in a process of its own: ``python slip_paper.py`` reads JSON, writes a PDF.

Typst keeps in memory whatever it has ever set, about a megabyte for four slips, until its process ends. Nothing of
ours is imported here: it is started by its path.
"""

import json
import sys
from typing import Any


def main() -> None:
    """From standard input ``source``, ``fonts`` and ``data``, to standard output the PDF."""
    import typst

    asked: dict[str, Any] = json.load(sys.stdin.buffer)
    pdf: Any = typst.compile(
        asked["source"].encode(),
        font_paths=asked["fonts"],
        ignore_system_fonts=bool(asked["fonts"]),
        # Tags are for readers on a screen; on thousands of slips they are nine tenths of the file.
        pdf_tags=False,
        sys_inputs={"data": json.dumps(asked["data"], ensure_ascii=False)},
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
