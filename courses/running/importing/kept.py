"""Files of an import as they are kept: sealed, for they hold names, numbers and start codes; held by their row."""

from courses.running.importing.reading.errors import BadFile
from courses.running.models import TraineeImport
from lms.foundation.api import decrypt, encrypt, read_stored, store_bytes
from lms.foundation.models import StoredFile

PURPOSE = "running.import"


def seal(data: bytes) -> StoredFile:
    """Keep bytes so that they open here alone."""
    sealed = encrypt(PURPOSE, data).encode()
    return store_bytes(sealed, suffix="sealed", content_type="application/octet-stream")


def unseal(stored: StoredFile) -> bytes:
    """Return the bytes again."""
    return decrypt(PURPOSE, read_stored(stored).decode())


def uploaded(found: TraineeImport) -> bytes:
    """Return the file that staff chose; ``BadFile`` once it is kept no more."""
    if found.upload is None:
        raise BadFile("The file is not kept any more. Choose it once more; nobody is added twice.")
    return unseal(found.upload)
