"""Ending an upload that will not become a recording."""

from contextlib import suppress

from django.utils.translation import gettext as _

from media_pipeline.models import Upload
from media_pipeline.uploads.errors import StagingSilent, UploadRefused
from media_pipeline.uploads.staging import find_staging


def discard(upload: Upload) -> None:
    """Forget the upload and its bytes; a finished one is a recording by now and is deleted on its own page."""
    if not Upload.objects.filter(pk=upload.pk).exclude(state=Upload.State.DONE).delete()[0]:
        raise UploadRefused("gone", _("This recording has arrived. Delete it on its own page."))
    forget_bytes(upload)


def refuse(upload: Upload, message: str) -> None:
    """Write down why it cannot be taken, for whoever asks for it next, and let its bytes go."""
    receiving = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING)
    if receiving.update(state=Upload.State.REFUSED, refusal=message):
        forget_bytes(upload)


def refused(upload: Upload, reason: str, message: str) -> UploadRefused:
    """Refuse it; the exception to raise."""
    refuse(upload, message)
    return UploadRefused(reason, message)


def lost(upload: Upload) -> UploadRefused:
    """Refuse it because acknowledged bytes are gone; the exception to raise."""
    return refused(upload, "damaged", _("The bytes that had arrived are gone. Upload the file once more."))


def forget_bytes(upload: Upload) -> None:
    """Remove what is staged; when the storage does not answer, the nightly sweep does it."""
    with suppress(StagingSilent):
        find_staging().discard(str(upload.uuid))
