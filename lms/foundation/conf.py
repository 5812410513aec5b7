"""Options of a room: one Django setting, one dictionary, defaults beside it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings


class RoomSettings(Mapping[str, Any]):
    """The options of one room: ``options["NAME"]`` is the host's value, else the default.

    Read at every use, so ``override_settings`` acts at once. An option that has no default here does not exist:
    ``KeyError``. ``manage.py check`` names options of the host that nobody knows.
    """

    known: dict[str, "RoomSettings"] = {}

    def __init__(self, setting: str, defaults: dict[str, Any]) -> None:
        """Declare the Django setting ``setting`` with every option it may hold."""
        self.setting = setting
        self.defaults = defaults
        self.known[setting] = self

    def given(self) -> dict[str, Any]:
        """What the host wrote, unchecked."""
        return dict(getattr(settings, self.setting, {}) or {})

    def __getitem__(self, name: str) -> Any:
        default = self.defaults[name]
        return self.given().get(name, default)

    def __iter__(self) -> Any:
        return iter(self.defaults)

    def __len__(self) -> int:
        return len(self.defaults)


options = RoomSettings(
    "HUNAR_FOUNDATION",
    {
        # Template that every trainee page of every room extends.
        "BASE_TEMPLATE": "hunar_foundation/base.html",
        # Static files that this template needs, so that a page kept on a phone looks like one.
        "BASE_FILES": [],
        # Private folder of the content store; empty means a folder "content" beside MEDIA_ROOT.
        # STORAGES["hunar_content"], when the host sets it, is used instead.
        "CONTENT_ROOT": "",
        # Folder for half-made things; empty means the system's own.
        "WORK_ROOT": "",
        # Internal prefix that nginx maps to CONTENT_ROOT; empty means that Django sends the bytes itself.
        "ACCEL_PREFIX": "",
        # Seconds a signed address of a bucket is good for, at most 300; 0 means that no player is sent to the bucket.
        "REDIRECT_SECONDS": 300,
        # Seconds a file that nobody holds is kept before `sweep_files` removes it.
        "SWEEP_GRACE_SECONDS": 24 * 3600,
        # Seconds between two signs of life of a running job.
        "HEARTBEAT_SECONDS": 15,
        # Seconds between two rounds of the reaper inside `manage.py work`.
        "REAP_SECONDS": 30,
        # Seconds after which a waiting job is sent to the queue once more.
        "RESEND_SECONDS": 600,
        # First pause before a failed job is tried again; it doubles each time, up to an hour.
        "RETRY_SECONDS": 10,
        # Which person a request speaks for: dotted path to a function request -> UUID | None.
        "PERSON_OF_REQUEST": "lms.people.api.person_uuid_of_request",
        # Name of the address at which a person leaves, such as "account_logout"; empty: our scripts do not help.
        "LEAVE": "",
        # Who besides superusers sees the job list: dotted path to a function account -> bool.
        "SEES_JOBS": "lms.people.api.sees_jobs",
        # Name of this server in every ledger entry it writes.
        "ORIGIN": "main",
    },
)
