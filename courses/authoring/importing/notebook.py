"""A Jupyter notebook as Markdown: text as it stands, code in fences, what code answered below it."""

from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.markdown.lines import Tell
from courses.authoring.importing.markdown.structured import Unreadable, mapping, read_json
from courses.authoring.importing.texts import plain

FENCE = "`" * 8
HIDDEN = frozenset({"remove-cell", "remove_cell", "hide-cell", "instructor", "solution", "hide-input", "hide_input"})


def as_markdown(text: str, tell: Tell) -> str:
    """The cells one after the other; nothing and told when the file is no notebook."""
    try:
        notebook = mapping(read_json(text))
    except Unreadable as reason:
        tell(reason.line, str(reason))
        return ""
    cells = notebook.get("cells")
    parts = [_cell(mapping(cell), tell) for cell in cells] if isinstance(cells, list) else []
    return "\n\n".join(filter(None, parts))


def _cell(cell: dict[str, Any], tell: Tell) -> str:
    source = _text(cell.get("source"))
    tags = mapping(cell.get("metadata")).get("tags")
    hidden = HIDDEN & {str(tag).lower() for tag in tags} if isinstance(tags, list) else set()
    if cell.get("cell_type") == "code":
        answers = cell.get("outputs")
        outputs = [_output(mapping(each), tell) for each in answers] if isinstance(answers, list) else []
        source = "\n\n".join([f"{FENCE}python\n{source}\n{FENCE}" if source.strip() else "", *filter(None, outputs)])
    if not hidden:
        return source
    kind = "instructor" if hidden & {"remove-cell", "remove_cell", "instructor"} else "solution"
    return f"::: {kind}\n\n{source}\n\n:::"


def _output(output: dict[str, Any], tell: Tell) -> str:
    data = mapping(output.get("data"))
    for kind in ("image/png", "image/jpeg"):
        if data.get(kind):
            return f"![](data:{kind};base64,{''.join(_text(data[kind]).split())})"
    text = _text(output.get("text") or data.get("text/plain"))
    if not text and data:
        tell(0, _("Something that code in the notebook showed cannot be shown here. Add it as a picture."))
    return f"{FENCE}output\n{text}\n{FENCE}" if text.strip() else ""


def _text(value: Any) -> str:
    lines = value if isinstance(value, list) else [value]
    return plain("".join(line for line in lines if isinstance(line, str)))
