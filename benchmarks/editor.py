"""A recording of an editor with tiny letters: 1920 x 1080, our own code in 12 points, written and leafed through.

``python -m benchmarks.editor FILE.mkv`` draws 24 seconds of it without sound; the same every time.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from media_pipeline.ffmpeg import find_binary

FONT = Path(__file__).parents[1] / "certificates" / "fonts" / "NotoSans-Regular.ttf"
CODE = sorted((Path(__file__).parents[1] / "media_pipeline" / "pipeline").glob("c*.py"))
SIZE, LETTERS, LINE = (1920, 1080), 12, 17
PAPER, SIDE, INK, FAINT = (30, 31, 38), (38, 40, 50), (214, 216, 222), (140, 146, 160)
SECONDS, PER_SECOND = 24, 5
ROWS = SIZE[1] // LINE


def draw(lines: list[str], top: int) -> Image.Image:
    """The editor with ``lines`` from number ``top``; its last row is still empty."""
    image = Image.new("RGB", SIZE, PAPER)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, LETTERS)
    pen.rectangle((0, 0, 260, SIZE[1]), fill=SIDE)
    for row, path in enumerate(CODE):
        pen.text((20, 20 + LINE * row), path.name, fill=FAINT, font=font)
    for row, line in enumerate(lines[top : top + ROWS - 1]):
        pen.text((280, LINE * row), str(top + row + 1), fill=FAINT, font=font)
        pen.text((330, LINE * row), line, fill=INK, font=font)
    return image


def pictures() -> Iterator[Image.Image]:
    """Eight seconds of typing in the last row at five letters a second, then the next page, and so on."""
    lines = [line for path in CODE for line in path.read_text(encoding="utf-8").splitlines()]
    font = ImageFont.truetype(FONT, LETTERS)
    for page in range(SECONDS // 8):
        image = draw(lines, page * ROWS)
        typed = lines[(page + 1) * ROWS] or "from collections.abc import Iterator"
        for letters in range(8 * PER_SECOND):
            ImageDraw.Draw(image).text((330, LINE * (ROWS - 1)), typed[:letters], fill=INK, font=font)
            yield image


def main(target: str) -> None:
    """Write the recording."""
    with tempfile.TemporaryDirectory() as folder:
        for number, image in enumerate(pictures()):
            image.save(Path(folder) / f"{number:04d}.png", compress_level=1)
        rows = ("-framerate", str(PER_SECOND), "-i", f"{folder}/%04d.png")
        options = ("-r", "10", "-c:v", "libx264", "-preset", "superfast", "-crf", "12", "-pix_fmt", "yuv420p")
        subprocess.run([find_binary(), "-v", "error", "-nostdin", "-y", *rows, *options, target], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
