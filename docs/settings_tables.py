"""The tables of options in docs/reference, taken from the rooms' conf modules: ``python -m docs.settings_tables``."""

import ast
import re
import tokenize
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/recordings.md"
CONFS = [ROOT / "media_pipeline/conf.py", ROOT / "lms/foundation/conf.py"]


@dataclass
class Row:
    """Options that stand under one comment, each with its default as it is written in the source."""

    meaning: str
    options: list[tuple[str, str]]


def rows(source: str) -> tuple[str, list[Row]]:
    """The name of the room's setting and its options, as the one call of ``RoomSettings`` in ``source`` has them."""
    (call,) = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RoomSettings"
    ]
    setting: Any
    defaults: Any
    setting, defaults = call.args
    comments = _comments(source)
    found: list[Row] = []
    for key, value in zip(defaults.keys, defaults.values, strict=True):
        if meaning := _above(comments, key.lineno):
            found.append(Row(meaning, []))
        found[-1].options.append((key.value, ast.unparse(value).replace('"', "'")))
    return setting.value, found


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def _above(comments: dict[int, str], line: int) -> str:
    words: list[str] = []
    while (line := line - 1) in comments:
        words.insert(0, comments[line])
    return " ".join(words)


def table(found: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| option | default | what it is |", "|---|---|---|"]
    for row in found:
        names = "<br>".join(f"`{name}`" for name, _ in row.options)
        defaults = "<br>".join(f"`{default}`" for _, default in row.options)
        meaning = row.meaning.replace("|", r"\|")
        lines.append(f"| {names} | {defaults} | {meaning} |")
    return "\n".join(lines)


def filled(page: str, confs: list[Path]) -> str:
    """The page with each room's table between the marks that name its setting."""
    for conf in confs:
        setting, found = rows(conf.read_text(encoding="utf-8"))
        mark = re.compile(rf"(<!-- {setting} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = table(found)
        page, count = mark.subn(lambda match, text=text: f"{match[1]}{text}\n{match[2]}", page)
        if count != 1:
            raise ValueError(f"The page has {count} places for {setting}.")
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), CONFS), encoding="utf-8")
