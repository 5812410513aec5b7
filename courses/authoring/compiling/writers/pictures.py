"""Pictures, alone and in steps."""

from typing import Any

from courses.authoring.compiling.context import CompileContext, FileFacts
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.words import size, word
from courses.authoring.compiling.writers.text import attribute, plain, text


def image(value: dict[str, Any], context: CompileContext) -> str:
    """A picture with its caption; empty when the picture is gone (releasing tells the author)."""
    return picture(value.get("image"), value.get("alt") or "", value.get("caption") or "", context)


def picture(number: int | None, alt: str, caption: str, context: CompileContext) -> str:
    """The small picture, fetched when it comes into sight; the large one behind a link that says what it costs."""
    facts = context.picture(number) if number else None
    if facts is None:
        return ""
    below = [text(caption)] if caption.strip() else []
    if facts.large:
        link = f"{word('larger', context.language)} {size(facts.large.bytes)}"
        below.append(f'<a href="{facts.large.address}">{link}</a>')
    told = f"\n<figcaption>{' '.join(below)}</figcaption>" if below else ""
    return f"<figure>\n{_drawn(facts.small, alt)}{told}\n</figure>"


def _drawn(file: FileFacts, alt: str) -> str:
    shape = f' width="{file.width}" height="{file.height}"'
    return f'<img src="{file.address}"{shape} alt="{attribute(alt)}" loading="lazy">'


def steps(value: Any, context: CompileContext) -> str:
    """Numbered steps, each with its picture below it."""
    written = [_step(each, context) for each in plain(value)]
    return "<ol>\n" + "\n".join(f"<li>{step}</li>" for step in written) + "\n</ol>" if written else ""


def _step(value: dict[str, Any], context: CompileContext) -> str:
    drawn = picture(value.get("image"), value.get("alt") or "", "", context)
    return "\n".join(part for part in (clean(value["text"], context.link), drawn) if part)
