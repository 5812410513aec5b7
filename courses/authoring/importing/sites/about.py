"""A course's title, language, licence and authors, from wherever a site says them."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring import licences
from courses.authoring.importing.folder import Folder
from courses.authoring.importing.markdown.page import TITLE, from_name
from courses.authoring.importing.markdown.structured import mapping, words
from courses.authoring.importing.sites.settings import read_settings
from courses.authoring.importing.texts import one_line

SETTINGS = (
    ("config.yaml", "_config.yml", "config.yml"),
    ("mkdocs.yml", "mkdocs.yaml"),
    ("hugo.toml", "config.toml", "hugo.yaml", "hugo.yml"),
    ("myst.yml", "book.toml"),
    ("CITATION.cff",),
)
INSIDE = ("project", "book", "theme", "params", "site")
CARPENTRIES = {
    "swc": "Software Carpentry",
    "dc": "Data Carpentry",
    "lc": "Library Carpentry",
    "cp": "The Carpentries",
    "incubator": "The Carpentries Incubator",
    "lab": "The Carpentries Lab",
}
COPYRIGHT = re.compile(r"(?im)^\s*copyright\s*(?:\(c\)|©)?\s*(?:[\d,\s–-]*)(.{2,120})$")
MIT = re.compile(r"\bMIT\b")
LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$")
LONGEST = 500


@dataclass(frozen=True)
class About:
    """What stands on the cover."""

    title: str
    language: str = ""
    licence: str = ""
    attribution: str = ""


def about(folder: Folder) -> About:
    """The cover of a folder; its own name where nothing says a title."""
    facts: dict[str, Any] = {}
    for names in SETTINGS:
        found = read_settings(folder, *names)
        for layer in (found, *(mapping(found.get(name)) for name in INSIDE)):
            facts = layer | {name: value for name, value in facts.items() if value}
    facts = _program(folder) | facts
    title = one_line(_first(facts, "title", "site_name"), TITLE) or from_name(folder.root.name)
    authors = _first(facts, "authors", "author", "site_author") or CARPENTRIES.get(words(facts.get("carpentry")), "")
    licence, holder = _licence(folder, _first(facts, "license", "licence"))
    source = _first(facts, "source", "repo_url", "repository-code", "github", "url")
    credit = ", ".join(filter(None, (f"“{title}”", authors or holder, source if source.startswith("http") else "")))
    return About(title, _language(facts), licence, one_line(credit, LONGEST) if authors or holder else "")


def _first(facts: dict[str, Any], *names: str) -> str:
    return next(filter(None, (words(facts.get(name), LONGEST) for name in names)), "")


def _language(facts: dict[str, Any]) -> str:
    said = _first(facts, "lang", "language", "languageCode", "languagecode", "defaultContentLanguage", "locale")
    return said.replace("_", "-").lower() if LANGUAGE.match(said) else ""


def _program(folder: Folder) -> dict[str, Any]:
    """The few words of Docusaurus' settings that can be read without running them."""
    path = folder.find("docusaurus.config.js") or folder.find("docusaurus.config.ts")
    text = folder.text(path) if path else ""
    title = re.search(r"^\s*title:\s*(['\"`])(.{1,200}?)\1", text, re.MULTILINE)
    language = re.search(r"defaultLocale:\s*['\"]([\w-]+)['\"]", text)
    return {"title": title[2] if title else "", "lang": language[1] if language else ""}


def _licence(folder: Folder, said: str) -> tuple[str, str]:
    """The licence that settings or the file LICENSE name, and who holds the rights."""
    path = next(filter(None, map(folder.find, ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md"))), None)
    text = folder.text(path) if path else ""
    found = COPYRIGHT.search(text)
    holder = one_line(found[1]).strip(" .") if found else ""
    for words_of_it in (said, text[:800]):
        known = licences.known(words_of_it)
        if known and (known != "mit" or MIT.search(words_of_it)):
            return known, holder
    if said or text:
        quoted = one_line(said or text, 80)
        folder.tell(path or ".", _("Its licence was not recognised (%s). Choose one on the course's page.") % quoted)
    return "", holder
