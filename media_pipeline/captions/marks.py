"""Tags and named signs inside captions: reading reduces them to plain text, writing escapes what looks like one."""

import re
import sys

from media_pipeline.captions.times import read_times

TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|</>")
# What programs for SRT write at the head of a line to move it: {\an8}.
PLACE = re.compile(r"\{\\[a-z][^{}\n]{0,40}\}")
NAMED = re.compile(r"&(?:(amp|lt|gt|quot|apos|nbsp|lrm|rlm)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
NAMES = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0", "lrm": "\u200e", "rlm": "\u200f",
}  # fmt: skip
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def without_marks(text: str) -> str:
    """``text`` with tags left out, line breaks kept, and named signs as themselves."""
    bare = PLACE.sub("", TAG.sub("", BREAK.sub("\n", text)))
    return NAMED.sub(_sign, bare)


def _sign(found: "re.Match[str]") -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return NAMES[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if number <= sys.maxunicode else ""


def escaped_for_webvtt(text: str) -> str:
    """``text`` so that a browser shows every sign of it."""
    return PLACE.sub(_escaped_brace, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def escaped_for_srt(text: str) -> str:
    """``text`` with only that escaped which would be taken for a mark: most players show an SRT as it stands."""
    safe = NAMED.sub(lambda found: f"&amp;{found[0][1:]}", text)
    safe = re.sub(r"<(?=[/A-Za-z\d])", "&lt;", safe).replace("-->", "--&gt;")
    return "\n".join(_no_time(line) for line in PLACE.sub(_escaped_brace, safe).split("\n"))


def _no_time(line: str) -> str:
    return line.replace("->", "-&gt;") if read_times(line) else line


def _escaped_brace(found: "re.Match[str]") -> str:
    return f"&#123;{found[0][1:]}"
