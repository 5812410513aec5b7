"""The registry of what the one service worker may keep: a view names its page, and nothing else is ever kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

from lms.foundation.canonical import canonical_json
from lms.foundation.conf import options

HEADER = "Hunar-Keep"


@dataclass(frozen=True)
class Keeping:
    """One page that may be kept on the phone of ``person`` until a moment, with the files it needs to be of use.

    ``prefix`` is the folder of addresses, of ours alone, in which the worker looks after it.
    """

    prefix: str
    person: UUID
    until: datetime
    files: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """What the answer tells the worker."""
        note = {"person": str(self.person), "until": int(self.until.timestamp()), "files": list(self.files)}
        return canonical_json(note).decode("utf-8").strip()


def keep_offline(request: HttpRequest, *, prefix: str, person: UUID, until: datetime, files: Sequence[str]) -> None:
    """Let this answer be kept for ``person`` until a moment; call it before the page is drawn.

    ``prefix`` begins and ends with a slash and is never the whole site: ``ValueError``. ``files`` are names of static
    files; those of the base template and the outbox come along. It is kept once the page's script asks the worker for
    it, and dropped when its time is over, when she leaves, or when another person signs in.
    """
    if len(prefix) < 3 or not (prefix.startswith("/") and prefix.endswith("/")):
        raise ValueError(f"A worker looks after a folder of ours, not {prefix!r}.")
    names = (*options["BASE_FILES"], "hunar_foundation/outbox.js", *files)
    request.hunar_keeping = Keeping(  # type: ignore[attr-defined]
        prefix, person, until, tuple(static(name) for name in names)
    )


def keeping_of(request: HttpRequest | None) -> Keeping | None:
    """What the view of this request let be kept."""
    return getattr(request, "hunar_keeping", None)


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the worker, on a whole page alone: never on an error, nor on a way elsewhere."""
    found = keeping_of(request)
    if found is not None and response.status_code == 200:
        response[HEADER] = found.header
