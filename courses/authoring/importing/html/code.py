"""Lines of code."""

from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import one_line, plain

LANGUAGES = {
    "html": "html htm xhtml xml svg jinja django liquid vue",
    "css": "css scss less",
    "javascript": "javascript js jsx mjs ts tsx typescript node",
    "php": "php",
    "python": "python py python3 ipython ipython3 pycon code-cell",
    "r": "r rscript",
    "sql": "sql sqlite mysql postgresql",
    "shell": "shell sh bash zsh console shell-session powershell ps1 terminal bat cmd",
    "json": "json jsonc",
}
LANGUAGE_OF = {name: language for language, names in LANGUAGES.items() for name in names.split()}
# What a program answers is shown as it stands, under a word that says so.
ANSWERS = {"output": "Output", "error": "Error", "warning": "Warning"}


def code(node: Node) -> list[Block]:
    """The text of ``pre``, letter by letter; nothing when it is empty."""
    lines = plain(node.text()).strip("\n")
    if not lines.strip():
        return []
    names = list(_names(node))
    language = next((LANGUAGE_OF[name] for name in names if name in LANGUAGE_OF), "")
    caption = node.attributes.get("data-caption") or next((ANSWERS[name] for name in names if name in ANSWERS), "")
    return [{"type": "code", "value": {"language": language, "caption": one_line(caption), "code": lines}}]


def _names(node: Node) -> list[str]:
    inside = [child for child in node.elements() if child.tag == "code"]
    words = [word for element in (node, *inside) for word in element.classes]
    return [word.removeprefix("language-").removeprefix("lang-") for word in words]
