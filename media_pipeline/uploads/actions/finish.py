"""Making a recording of an upload that is all here."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lms.foundation.models import StoredFile
from lms.people.api import person_of_user
from lms.people.models import Person
from media_pipeline.actions.add_recording import keep_recording, kind_of_name, may_add
from media_pipeline.models import Recording, Upload
from media_pipeline.permissions import account_may
from media_pipeline.uploads.acceptance import ENOUGH, judge_start
from media_pipeline.uploads.actions.discard import forget_bytes, lost, refused
from media_pipeline.uploads.digests import Sums
from media_pipeline.uploads.errors import StagingLost, UploadRefused
from media_pipeline.uploads.staging import Staging, find_staging


def finish(upload: Upload) -> Recording | None:
    """The recording that ``upload`` became: once, however often and by however many this is asked.

    Before anything enters the library its bytes are read again and must be what the sender announced; UploadRefused
    says that they are not. None when it is not all here, or the recording was deleted since.
    """
    upload.refresh_from_db()
    if upload.state == Upload.State.RECEIVING and upload.offset == upload.length:
        try:
            recording = _keep(upload, _store(find_staging(), upload))
        except StagingLost:
            # Another request may have finished it and let the bytes go while this one was reading.
            upload.refresh_from_db()
            if upload.state == Upload.State.RECEIVING:
                raise lost(upload) from None
        except PermissionDenied:
            text = _("You may not change this collection any more. Nothing was kept. Ask for the right to do so.")
            raise refused(upload, "damaged", text) from None
        else:
            forget_bytes(upload)
            return recording
    if upload.state == Upload.State.REFUSED:
        raise UploadRefused("gone", upload.refusal)
    return upload.recording


def _store(staging: Staging, upload: Upload) -> StoredFile:
    """All bytes in the content store, if they are what was announced and no list of other files."""
    sums, name, start = Sums(), str(upload.uuid), b""
    for piece in staging.read(name, upload.place, upload.length):
        start += piece[: ENOUGH - len(start)]
        sums.feed(piece)
    if wrong := judge_start(start):
        raise refused(upload, "damaged", wrong.message)
    if not sums.agree(upload.checksum):
        text = _(
            "What arrived is not the file that was announced: its checksum differs. Nothing was kept. "
            "Upload the file once more."
        )
        raise refused(upload, "damaged", text)
    suffix, kind = kind_of_name(upload.file_name)
    return staging.hand_over(name, upload.place, upload.length, sha256=sums.sha256(), suffix=suffix, content_type=kind)


def _keep(upload: Upload, stored: StoredFile) -> Recording | None:
    """Row and recording in one transaction; whoever comes second gets what the first one made."""
    by = person_of_user(upload.owner)
    with transaction.atomic():
        if not Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING).update(state=Upload.State.DONE):
            upload.refresh_from_db()
            return upload.recording
        recording = _recording(upload, by)
        kept = keep_recording(recording, stored, by=by, user=upload.owner)
        Upload.objects.filter(pk=upload.pk).update(recording=kept)
    return kept


def _recording(upload: Upload, by: Person | None) -> Recording:
    """The recording to be saved; PermissionDenied when the owner may not do this any more."""
    if upload.replaces_id is None:
        recording, allowed = Recording(uploaded_by_person=by), may_add(upload.owner, upload.collection)
    else:
        recording = Recording.objects.select_for_update().get(pk=upload.replaces_id)
        allowed = account_may(upload.owner, "change_recording", recording)
    if not allowed:
        raise PermissionDenied
    recording.title = upload.title or recording.title
    recording.language, recording.synthetic_voice = upload.language, upload.synthetic_voice
    recording.collection = upload.collection
    return recording
