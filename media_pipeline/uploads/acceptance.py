"""What may come in at all, decided before the first byte and by the first bytes. Pure."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from media_pipeline.actions.add_recording import SUFFIXES
from media_pipeline.errors import Refusal
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.kinds import kind_of
from media_pipeline.uploads.errors import UploadRefused

GIGABYTE = 10**9
TITLE_LENGTH = 200
NAME_LENGTH = 255
# So many bytes tell what a file is.
ENOUGH = 4096
PLAYABLE = {"video", "audio"}
# Systems that do not know a recording's ending call it "application/something".
CREDIBLE = {*PLAYABLE, "application", ""}


@dataclass(frozen=True)
class Room:
    """How much may still come: all in bytes; ``free`` is None where nobody can say."""

    largest: int
    unfinished: int
    unfinished_most: int
    free: int | None


def refuse_size(length: int, room: Room) -> None:
    """Raise UploadRefused when so many bytes will not fit."""
    if length == 0:
        raise UploadRefused("empty", refusals.empty().message)
    if length > room.largest:
        text = _("This file is larger than {most} GB. Save the recording at 1280 x 720, or cut it into parts.")
        raise UploadRefused("too-large", text.format(most=f"{room.largest / GIGABYTE:.1f}"))
    if room.unfinished + length > room.unfinished_most:
        text = _("Your unfinished uploads and this one are more than {most} GB. Finish or discard one of them first.")
        raise UploadRefused("too-much", text.format(most=f"{room.unfinished_most / GIGABYTE:.1f}"))
    if room.free is not None and length > room.free:
        raise UploadRefused("no-space", no_space())


def no_space() -> str:
    """The sentence for a full disk; also said in the middle of an upload."""
    return _(
        "The server has no room for this recording. What has arrived is kept. "
        "Tell the person who looks after this site, then resume."
    )


def refuse_type(name: str, declared: str) -> None:
    """Raise UploadRefused when neither the name's ending nor the declared type is a recording's."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    kind = declared.partition("/")[0].strip().lower()
    known = ending in SUFFIXES and kind in CREDIBLE
    if not known and not (not ending and kind in PLAYABLE):
        raise UploadRefused("wrong-type", refusals.not_a_recording().message)


def judge_start(start: bytes) -> Refusal | None:
    """What is wrong with a file that begins like this; nothing is proven by None.

    Give it ``ENOUGH`` bytes, or the whole file when that is shorter: a few bytes of a recording may look like anything.
    """
    kind = kind_of(start)
    return None if kind is None else refusals.another_kind(kind)


def plain_name(name: str) -> str:
    """The last part of a file name, without what turns or hides letters; its ending survives shortening."""
    seen = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    path = PurePosixPath(seen.replace("\\", "/").rstrip("/"))
    ending = path.suffix[:20]
    return f"{path.name.removesuffix(path.suffix)[: NAME_LENGTH - len(ending)]}{ending}"


def title_of(given: str, name: str) -> str:
    """The title somebody gave, else the file's name without its ending."""
    own = " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())
    return (own or PurePosixPath(name).stem.replace("_", " ").strip() or _("Recording"))[:TITLE_LENGTH]
