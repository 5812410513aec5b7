"""Where the pictures and links of one page lead in its folder."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder, TooLarge, fold
from courses.authoring.importing.html.surroundings import Target
from courses.authoring.importing.pictures import SUFFIXES, picture_fault
from courses.authoring.importing.sites.plan import PAGES, folder_of
from courses.authoring.importing.texts import names, plain

SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
OUT = ("http://", "https://", "mailto:", "tel:")
DATA = re.compile(r"^data:image/(png|jpeg|gif|webp|svg\+xml);base64,([A-Za-z0-9+/=\s%]+)$")
HANDOUTS = names(
    "pdf csv tsv txt xlsx xls ods docx odt pptx odp zip gz tar json geojson xml sql sqlite db py r rmd ipynb "
    "js css html htm svg png jpg jpeg gif webp ai psd xcf sla ttf otf mp3 epub yml yaml toml"
)
PLACES = ("", "static", "docs", "content", "src", "episodes", "_episodes", "assets", "public")
LARGEST_INLINE = 5_000_000


class PageAround:
    """One page among the lessons (``sources``) of a folder; pictures and files that are used go into ``taken``."""

    def __init__(self, folder: Folder, path: str, sources: frozenset[str], taken: dict[str, bytes]) -> None:
        self.folder, self.path, self.sources, self.taken = folder, path, sources, taken

    def problem(self, line: int, sentence: str) -> None:
        """Something a person should look at."""
        self.folder.tell(self.path, sentence, line=line)

    def picture(self, address: str, line: int) -> str | None:
        """The path of a readable picture of the folder, or one that was written into the address itself."""
        written = DATA.match(address)
        if written:
            return self._written(written, line)
        path = next((each for each in self._candidates(address) if self._is_picture(each)), None)
        if path is None:
            self.problem(
                line, _("The picture “%s” is not in the folder. Its description stands in its place.") % address[:100]
            )
            return None
        return self._take(path, line, is_picture=True)

    def link(self, address: str, line: int) -> Target | None:
        """A lesson, a file to take home, or an address on the web."""
        if address.startswith("#"):
            return None
        if address.lower().startswith(OUT):
            return Target(web=address)
        if SCHEME.match(address) or address.startswith("//"):
            self.problem(line, _("A link to “%s” leads nowhere that is safe. Its words were kept.") % address[:100])
            return None
        found = list(self._candidates(address))
        lesson = next((path for path in found if path in self.sources), None)
        if lesson:
            return Target(lesson=lesson)
        path = next((path for path in found if PurePosixPath(path).suffix.lower() not in PAGES), None)
        if path and PurePosixPath(path).suffix.lower().lstrip(".") in HANDOUTS:
            taken = self._take(path, line, is_picture=False)
            return Target(file=taken) if taken else None
        self.problem(
            line, _("A link to “%s” leads to nothing that was brought in. Its words were kept.") % address[:100]
        )
        return None

    def _candidates(self, address: str) -> Iterator[str]:
        """The files that an address may mean, the likeliest first."""
        bare = plain(unquote(re.split(r"[?#]", address, maxsplit=1)[0])).strip()
        bare = bare.removeprefix("@site/")
        if not bare:
            return
        below = bare.lstrip("/")
        here = folder_of(self.path)
        bases = [f"{here}/{bare}"] if not bare.startswith("/") else []
        # Websites show a page as a folder of its own, so authors go up once more than their files lie.
        bases += [f"{here}/{bare[3:]}"] if bare.startswith("../") else []
        bases += [f"{place}/{below}" for place in PLACES]
        for base in bases:
            yield from self._spellings(base)
        name = PurePosixPath(below.rstrip("/")).name
        alone = self.folder.named(name) or self._numbered(name)
        if alone:
            yield alone

    def _spellings(self, base: str) -> Iterator[str]:
        base = base.rstrip("/")
        stem = re.sub(r"\.html?$", "", base)
        tries = [
            base,
            *(stem + suffix for suffix in (".md", ".mdx", ".Rmd", ".ipynb", "/index.md", "/_index.md", "/README.md")),
        ]
        yield from filter(None, map(self.folder.find, tries))

    def _numbered(self, name: str) -> str | None:
        """The one lesson of this name when numbers before names and endings do not count."""
        wanted = _bare(name)
        found = [path for path in self.sources if _bare(PurePosixPath(path).name) == wanted]
        return found[0] if wanted and len(found) == 1 else None

    def _is_picture(self, path: str) -> bool:
        return PurePosixPath(path).suffix.lower() in SUFFIXES

    def _take(self, path: str, line: int, *, is_picture: bool) -> str | None:
        if path not in self.taken:
            try:
                data = self.folder.read(path)
            except (OSError, TooLarge):
                self.problem(line, _("“%s” is larger than 25 MB or cannot be read. It was left out.") % path[-80:])
                return None
            self.taken[path] = data
        return path if not is_picture or self._is_sound(path, self.taken[path], line) else None

    def _is_sound(self, path: str, data: bytes, line: int) -> bool:
        fault = picture_fault(path, data)
        if fault:
            self.taken.pop(path, None)
            self.problem(line, fault)
        return not fault

    def _written(self, found: re.Match[str], line: int) -> str | None:
        try:
            data = b64decode(unquote(found[2])) if len(found[2]) < LARGEST_INLINE else b""
        except (binascii.Error, ValueError):
            data = b""
        path = f"inline/{sha256(data).hexdigest()[:16]}.{found[1].partition('+')[0].replace('jpeg', 'jpg')}"
        if not self._is_sound(path, data, line):
            return None
        self.taken[path] = data
        return path


def _bare(name: str) -> str:
    return re.sub(r"^\d+[-_. ]+|\.(md|mdx|markdown|html?|rmd|qmd|ipynb)$", "", fold(name))
