"""Removing what nobody holds."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import Storage
from django.db import IntegrityError, models, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import timezone

from lms.foundation.conf import options
from lms.foundation.content.storage import content_storage
from lms.foundation.models import StoredFile


def sweep_files(grace: timedelta | None = None) -> int:
    """Remove every stored file that no row points to and nobody asked for within ``grace``; return how many went.

    It asks each foreign key and many-to-many of the whole installation, never a reference index.
    """
    grace = timedelta(seconds=options["SWEEP_GRACE_SECONDS"]) if grace is None else grace
    before = timezone.now() - grace
    storage = content_storage()
    return sum(_remove(stored, before, storage) for stored in unheld().filter(asked_at__lt=before))


def unheld() -> "models.QuerySet[StoredFile]":
    """Stored files that no other row of any installed model points to."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if isinstance(relation, ForeignObjectRel):
            found = found.exclude(pk__in=_held_through(relation))
    return found


def _held_through(relation: ForeignObjectRel) -> Any:
    """Keys of the files that rows of one other model hold."""
    holder: Any = relation.related_model
    # The base manager: no room may hide a holder behind a manager of its own.
    rows = holder._base_manager.filter(**{f"{relation.field.name}__isnull": False})  # noqa: SLF001
    return rows.values(relation.field.name)


def _remove(stored: StoredFile, before: object, storage: Storage) -> int:
    """Row and file in one transaction: a new holder either comes before and keeps both, or finds neither."""
    try:
        with transaction.atomic():
            # One conditional DELETE: `delete()` would look first and delete later.
            loose = unheld().filter(pk=stored.pk, asked_at__lt=before)
            gone = int(loose._raw_delete(using=loose.db))  # noqa: SLF001
            if gone:
                storage.delete(stored.storage_name)
            return gone
    except IntegrityError:
        return 0
