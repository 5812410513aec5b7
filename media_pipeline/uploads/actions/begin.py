"""Beginning an upload, or going on with it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection

from media_pipeline.conf import options
from media_pipeline.models import Recording, Upload
from media_pipeline.permissions import account_may, policy
from media_pipeline.uploads.acceptance import Room, refuse_size, refuse_type, title_of
from media_pipeline.uploads.errors import UploadRefused
from media_pipeline.uploads.querysets import bytes_on_their_way, same_file, unfinished_bytes
from media_pipeline.uploads.staging import find_staging
from media_pipeline.uploads.wish import Wish


def begin(user: Any, *, length: int, wish: Wish, metadata: str = "") -> tuple[Upload, bool]:
    """A place for ``length`` bytes of ``user``, and whether it is new.

    The same file (by its checksum) of the same account goes on where it was; what is wished this time counts.
    UploadRefused when it may not come in: nothing was made then. ``metadata`` is the header as it was sent.
    """
    replaces = _replaced(user, wish)
    collection = _collection(user, wish, replaces)
    again = same_file(user, length=length, checksum=wish.checksum)
    refuse_type(wish.file_name, wish.declared_type)
    refuse_size(length, _room(user, again))
    values = {
        "file_name": wish.file_name,
        "title": title_of(wish.title, wish.file_name) if wish.title or not replaces else "",
        "collection": collection,
        "language": wish.language or (replaces.language if replaces else ""),
        "synthetic_voice": _voice(wish, replaces),
        "replaces": replaces,
        "expires_at": expiry(),
    }
    with transaction.atomic():
        if again is not None and _go_on(again, values):
            return Upload.objects.get(pk=again.pk), False
        place = {"metadata": metadata} if metadata else {}
        return Upload.objects.create(owner=user, length=length, checksum=wish.checksum, place=place, **values), True


def expiry() -> Any:
    """Until when an upload is kept that gets nothing more from now on."""
    return timezone.now() + timedelta(days=options["UPLOAD_DAYS"])


def _go_on(upload: Upload, values: dict[str, Any]) -> bool:
    return bool(Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING).update(**values))


def _replaced(user: Any, wish: Wish) -> Recording | None:
    """The recording whose file this will be; somebody else's is as unknown as none."""
    if not wish.replaces:
        return None
    try:
        found = Recording.objects.filter(uuid=UUID(wish.replaces)).first()
    except ValueError:
        found = None
    if found is None or not account_may(user, "change_recording", found):
        raise UploadRefused("unknown", _("There is no such recording. Look at the list of recordings."))
    return found


def _collection(user: Any, wish: Wish, replaces: Recording | None) -> Collection:
    """The collection that was named; unnamed the replaced recording's, else the only or first one of the account."""
    allowed = policy().collections_user_has_permission_for(user, "add")
    if replaces is not None and wish.collection in {None, replaces.collection_id}:
        return replaces.collection
    found = allowed.filter(pk=wish.collection).first() if wish.collection else allowed.first()
    if found is None:
        raise UploadRefused("not-allowed", _("You may not add recordings to this collection. Choose another one."))
    return found


def _voice(wish: Wish, replaces: Recording | None) -> bool:
    if wish.synthetic_voice is None:
        return replaces is not None and replaces.synthetic_voice
    return wish.synthetic_voice


def _room(user: Any, again: Upload | None) -> Room:
    free = find_staging().free_bytes()
    if free is not None:
        free -= bytes_on_their_way() + options["UPLOAD_SPARE_BYTES"]
        free += again.length if again else 0
    return Room(
        largest=options["MAX_UPLOAD_BYTES"],
        unfinished=unfinished_bytes(user, besides=again),
        unfinished_most=options["MAX_UNFINISHED_BYTES"],
        free=free,
    )
