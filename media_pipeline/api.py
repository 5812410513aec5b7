"""What this room offers to the rooms above it."""

from media_pipeline.actions.add_recording import add_recording
from media_pipeline.actions.keep_captions import put_captions
from media_pipeline.actions.restore_recording import restore_recording
from media_pipeline.actions.write_slides import put_words
from media_pipeline.captions.cues import Cue
from media_pipeline.choices import Choice, choices
from media_pipeline.entry import Entry, costs
from media_pipeline.errors import NotReady, Refusal
from media_pipeline.kept import Keep, only_kept
from media_pipeline.permissions import grant_collection, may
from media_pipeline.player import player, staff_base
from media_pipeline.querysets import edition_entry, edition_files
from media_pipeline.sources import EntrySource, entry_sources, read_stored_files

__all__ = [
    "Choice",
    "Cue",
    "Entry",
    "EntrySource",
    "Keep",
    "NotReady",
    "Refusal",
    "add_recording",
    "choices",
    "costs",
    "edition_entry",
    "edition_files",
    "entry_sources",
    "grant_collection",
    "may",
    "only_kept",
    "player",
    "put_captions",
    "put_words",
    "read_stored_files",
    "restore_recording",
    "staff_base",
]
