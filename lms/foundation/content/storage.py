"""Where the content store keeps its bytes."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property

from lms.foundation.conf import options

ALIAS = "hunar_content"


class PrivateFolder(FileSystemStorage):
    """A folder that no web address shows; it follows the settings, so tests may move it."""

    @cached_property
    def base_location(self) -> str:
        """The folder of ``HUNAR_FOUNDATION["CONTENT_ROOT"]``."""
        return str(content_root())

    def url(self, name: str | None) -> str:
        """Refuse: a private file has no address of its own."""
        raise ValueError("A file of the content store has no public address.")


def content_root() -> Path:
    """The folder of the content store on this machine."""
    given = options["CONTENT_ROOT"]
    return Path(given) if given else Path(settings.MEDIA_ROOT or ".").resolve().parent / "content"


def content_storage() -> Storage:
    """``STORAGES["hunar_content"]`` when the host sets it, else the private folder."""
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return PrivateFolder()
