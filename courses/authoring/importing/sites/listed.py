"""Sites whose lessons are listed in a file: MkDocs, Jupyter Book, MyST, and books with a SUMMARY.md."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder
from courses.authoring.importing.markdown.structured import mapping, words
from courses.authoring.importing.sites.plan import Entry, Part, Plan, is_page, under
from courses.authoring.importing.sites.settings import read_settings, read_value

LINK = re.compile(r"^\s*[-*+]\s*\[([^\]]*)\]\(<?([^)>\s]*)>?\)")
HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*#*$")
SUFFIXES = ("", ".md", ".ipynb", ".markdown", ".rmd", ".qmd", "/index.md", "/README.md")
DEEPEST = 8

# A title that begins a module (or none, for the course's own), and the pages below it.
Section = tuple[str, list[Entry]]


def plan(folder: Folder, title: str) -> Plan | None:
    """The plan of a folder with a list; None without one."""
    for read, name in ((_mkdocs, "mkdocs.yml"), (_book, "_toc.yml"), (_myst, "myst.yml"), (_summary, "SUMMARY.md")):
        found = read(folder)
        if found is None:
            continue
        content, sections = found
        parts = list(_parts(folder, name, title, content, sections))
        if parts:
            listed = {entry.path for part in parts for entry in part.entries}
            for path in folder.files:
                if is_page(path) and under(path, content) and path not in listed and not path.endswith(name):
                    folder.tell(path, _("It is not in the list of lessons (%s). It was left out.") % name)
            return Plan(parts, content=content)
    return None


def _parts(folder: Folder, name: str, title: str, content: str, sections: Iterable[Section]) -> Iterator[Part]:
    taken: set[str] = set()
    sources: set[str] = set()
    for said, entries in sections:
        found: list[Entry] = []
        for entry in entries:
            path = _found(folder, content, entry.path)
            if path is None:
                folder.tell(name, _("“%s” is listed and is not there.") % entry.path[:100])
            elif path not in taken and is_page(path):
                taken.add(path)
                found.append(Entry(path, entry.title))
        source = f"{name}#{said or '.'}"
        source = source if source not in sources else f"{source} {len(sources)}"
        sources.add(source)
        if found:
            yield Part(source[:400], said or title, tuple(found))


def _found(folder: Folder, content: str, path: str) -> str | None:
    bases = (f"{content}/{path}" if content else path, path)
    return next(filter(None, (folder.find(base + suffix) for base in bases for suffix in SUFFIXES)), None)


def _mkdocs(folder: Folder) -> tuple[str, list[Section]] | None:
    settings = read_settings(folder, "mkdocs.yml", "mkdocs.yaml")
    nav = settings.get("nav")
    return (words(settings.get("docs_dir")) or "docs", _sections(nav)) if isinstance(nav, list) else None


def _book(folder: Folder) -> tuple[str, list[Section]] | None:
    toc = read_value(folder, "_toc.yml", "_toc.yaml")
    if isinstance(toc, list):
        return "", _sections(toc)
    if not isinstance(toc, dict):
        return None
    first = [Entry(words(toc.get("root")))] if words(toc.get("root")) else []
    sections: list[Section] = [("", first + _pages(toc.get("chapters"), 0))]
    parts = map(mapping, toc["parts"] if isinstance(toc.get("parts"), list) else [])
    return "", sections + [(words(part.get("caption"), 200), _pages(part.get("chapters"), 0)) for part in parts]


def _myst(folder: Folder) -> tuple[str, list[Section]] | None:
    toc = mapping(read_settings(folder, "myst.yml", "myst.yaml").get("project")).get("toc")
    return ("", _sections(toc)) if isinstance(toc, list) else None


def _summary(folder: Folder) -> tuple[str, list[Section]] | None:
    path = folder.find("src/SUMMARY.md") or folder.find("SUMMARY.md")
    if path is None:
        return None
    sections: list[Section] = [("", [])]
    for line in folder.text(path).split("\n"):
        heading, link = HEADING.match(line), LINK.match(line)
        if heading and heading[1].lower() not in ("summary", "table of contents"):
            sections.append((heading[1][:200], []))
        elif link and link[2] and "://" not in link[2]:
            sections[-1][1].append(Entry(link[2].partition("#")[0]))
    return ("src" if path.startswith("src/") else ""), sections


def _sections(items: list[Any]) -> list[Section]:
    """Pages that stand by themselves are the course's own; a page or title with pages below it begins a module."""
    sections: list[Section] = [("", [])]
    for item in items:
        title, below = _inside(item)
        if below is not None:
            sections.append((title, _pages([item], 0)))
        elif sections[-1][0]:
            sections.append(("", _pages([item], 0)))
        else:
            sections[-1][1].extend(_pages([item], 0))
    return sections


def _inside(item: Any) -> tuple[str, list[Any] | None]:
    """The title of an entry and the list below it, if any, in whichever of the spellings."""
    entry = mapping(item)
    for name in ("children", "sections", "chapters"):
        if isinstance(entry.get(name), list):
            return words(entry.get("title"), 200) or words(entry.get("file"), 200), entry[name]
    if len(entry) == 1:
        title, value = next(iter(entry.items()))
        return words(title, 200), value if isinstance(value, list) else None
    return words(entry.get("title"), 200), None


def _pages(items: Any, depth: int) -> list[Entry]:
    """All pages of a list, those of lists within it in their place."""
    found: list[Entry] = []
    for item in items if isinstance(items, list) and depth < DEEPEST else []:
        entry = mapping(item)
        if isinstance(item, str):
            found.append(Entry(item))
        elif isinstance(entry.get("file"), str):
            found.append(Entry(entry["file"], words(entry.get("title"), 200)))
        elif len(entry) == 1 and isinstance(next(iter(entry.values())), str):
            title, path = next(iter(entry.items()))
            found.append(Entry(path, words(title, 200)))
        found += _pages(_inside(item)[1], depth + 1)
    return [entry for entry in found if "://" not in entry.path]
