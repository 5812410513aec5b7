"""The one file of each rung that goes onto a phone for good, and plays in the phone's own player. Pure."""

from dataclasses import dataclass

from media_pipeline.entry import Entry, files_of, rungs

# Of two alternatives the one that plays everywhere; ``standard`` has but one.
ROLES = {"slides": "keep", "audio": "audio-fallback", "video": "video-fallback", "standard": "video"}


@dataclass(frozen=True)
class Keep:
    """A file to keep: its exact size, its name in the edition, and the name it gets on the phone."""

    bytes: int
    file: str
    name: str


def file_to_keep(entry: Entry, rung: str, stem: str) -> Keep | None:
    """The file of ``rung`` that can be kept, named ``<stem>-<rung>.<ext>``; None where it was not made.

    Phones are shared: ``stem`` says nothing of the course, the title or the person.
    """
    for each in files_of(entry, rung):
        if each["role"] == ROLES[rung]:
            return Keep(each["bytes"], f"{each['sha256']}.{each['ext']}", f"{stem}-{rung}.{each['ext']}")
    return None


def only_kept(entry: Entry) -> set[str]:
    """The sha256 of each file that no player ever asks for: to have it is to keep it."""
    kept: set[str] = set()
    played: set[str] = set()
    for rung in rungs(entry):
        for each in files_of(entry, rung):
            (kept if each["role"] == "keep" else played).add(each["sha256"])
    return kept - played
