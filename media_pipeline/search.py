"""Finding recordings by what is said and shown in them."""

from functools import partial

from django.db import transaction
from wagtail.search import index

from lms.foundation.api import fold
from media_pipeline.captions.cues import all_words
from media_pipeline.models import Recording
from media_pipeline.querysets import cues_of

# A search index of one recording holds a megabyte at most; four hours of speech have half of this.
MOST_LETTERS = 300_000


def words_to_find(recording: Recording) -> str:
    """Title, words of the slides and captions in all languages, folded, as the search index keeps them."""
    shown = recording.slides.values_list("text", flat=True)
    said = (all_words(cues_of(each)) for each in recording.captions.select_related("stored"))
    return fold("\n".join([recording.title, *shown, *said]))[:MOST_LETTERS]


def index_again(recording: Recording) -> None:
    """Bring the index up to date when what is written now is kept; a broken index does not undo the writing."""
    transaction.on_commit(partial(index.insert_or_update_object, recording), robust=True)
