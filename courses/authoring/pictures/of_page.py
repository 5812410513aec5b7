"""Everything a body names is kept when the body is saved: what was uploaded before Hunar came, too."""

import logging
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.blocks.references import references
from courses.authoring.models.kept import Handout, Picture
from courses.authoring.pictures.handouts import keep_handout
from courses.authoring.pictures.keep import keep_picture
from courses.authoring.pictures.shrink import UnreadablePicture

logger = logging.getLogger(__name__)


def keep_files_of(body: Any) -> None:
    """Make the files of every picture and handout in a stored body that has none yet.

    What cannot be read is left: a draft may be saved with it, a release names it.
    """
    numbers: dict[str, set[int]] = {"image": set(), "document": set(), "recording": set()}
    for name, number in references(body):
        numbers[name].add(number)
    if numbers["image"]:
        _keep(get_image_model().objects.filter(pk__in=numbers["image"]), Picture, keep_picture)
    if numbers["document"]:
        _keep(get_document_model().objects.filter(pk__in=numbers["document"]), Handout, keep_handout)


def _keep(rows: Any, kept: Any, keep: Any) -> None:
    known = set(kept.objects.filter(file_hash__in=rows.values("file_hash")).values_list("file_hash", flat=True))
    for row in rows:
        if row.file_hash in known:
            continue
        try:
            keep(row)
        except (UnreadablePicture, OSError) as reason:
            logger.warning("The file of %s %s was not kept: %s", kept.__name__, row.pk, reason)
