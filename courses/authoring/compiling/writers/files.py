"""Recordings inside a text, and files to take home."""

from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.words import size, word
from courses.authoring.compiling.writers.text import attribute, text

# What plays everywhere without a script: the fallback of each rung, the lighter picture first.
RUNGS = ("video", "standard", "audio")


def download(value: dict[str, Any], context: CompileContext) -> str:
    """A link that says what it fetches and what that costs; the name it is kept under tells nothing of the course."""
    file = context.document(value["document"]) if value.get("document") else None
    if file is None:
        return ""
    label = text(value.get("label") or "") or word("file", context.language)
    kept = f"hunar-{file.sha256[:6]}.{file.ext}"
    said = f"{label} ({file.ext.upper()}, {size(file.bytes)})"
    return f'<p><a href="{file.address}" download="{kept}">{said}</a></p>'


def recording(value: dict[str, Any], context: CompileContext) -> str:
    """A player of the browser's own that fetches nothing before the tap, with its weight below it."""
    entry = context.recording(value["recording"]) if value.get("recording") else None
    if entry is None:
        return ""
    files = {each["rung"]: each["files"] for each in entry["renditions"]}
    rung = next((rung for rung in RUNGS if rung in files), None)
    if rung is None:
        return ""
    caption = text(value.get("caption") or "")
    played = _played(files[rung], "audio" if rung == "audio" else "video")
    weight = size(max(file["bytes"] for file in played))
    parts = [*map(_source, played), *map(_track, entry.get("captions", ()))]
    inside = "\n".join(parts)
    tag = "audio" if rung == "audio" else "video"
    shape = "" if tag == "audio" else f' width="{played[0]["width"]}" height="{played[0]["height"]}" playsinline'
    below = " ".join(part for part in (caption, weight) if part)
    return (
        f'<figure>\n<{tag} controls preload="none"{shape}>\n{inside}\n</{tag}>\n'
        f"<figcaption>{below}</figcaption>\n</figure>"
    )


def _played(files: list[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    """The file for new browsers, then the one for all."""
    return sorted((file for file in files if file["role"] in (role, f"{role}-fallback")), key=lambda file: file["role"])


def _source(file: dict[str, Any]) -> str:
    return f'<source src="files/{file["sha256"]}.{file["ext"]}" type="{attribute(file["type"])}">'


def _track(caption: dict[str, Any]) -> str:
    """Captions are fetched when the reader turns them on, so none is the default."""
    address = f"files/{caption['sha256']}.{caption['ext']}"
    return f'<track kind="captions" src="{address}" srclang="{attribute(caption["language"])}">'
