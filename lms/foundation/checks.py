"""What ``manage.py check`` says about the ground."""

import importlib.util
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks

from lms.foundation.conf import RoomSettings, options

PACKAGES = ("lms", "courses", "assessments", "certificates", "media_pipeline")
ROOT = Path(__file__).resolve().parents[2]
SHORTEST_KEY = 32
SHARED_PHONE = "lms.foundation.middleware.SharedPhone"
CONTEXT_PROCESSOR = "lms.foundation.context_processors.hunar"


def serves_trainees() -> bool:
    """True when an installed room has pages of trainees: its app's configuration says ``serves_trainees``.

    Such a site needs keys and a base template. One that only makes recordings small needs neither.
    """
    return any(getattr(config, "serves_trainees", False) for config in apps.get_app_configs())


@checks.register
def our_packages(**_: Any) -> list[checks.CheckMessage]:
    """``hunar.E001``: one of our five names leads to somebody else's package."""
    return [
        checks.Error(
            f"The name “{name}” leads to {place}, which is not part of Hunar.",
            hint="Remove or rename the other package, or put Hunar before it on the Python path.",
            id="hunar.E001",
        )
        for name in PACKAGES
        if (place := package_folder(name)) is not None and place.parent != ROOT
    ]


def package_folder(name: str) -> Path | None:
    """The folder that ``import name`` would load, or ``None`` when there is none."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        return None
    places = list(spec.submodule_search_locations or [])
    found = places[0] if places else spec.origin
    return Path(found).resolve() if found else None


@checks.register(checks.Tags.security)
def keys(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.E002``: keys are missing, short, doubled, or the same as SECRET_KEY."""
    given = getattr(settings, "HUNAR_KEYS", [])
    problem = keys_problem(given)
    if problem is None or settings.DEBUG or (not given and not serves_trainees()):
        return []
    hint = "Set it to id:key pairs, the newest first; `manage.py start` writes the first one."
    return [checks.Error(f"HUNAR_KEYS {problem}", hint=hint, id="hunar_foundation.E002")]


def keys_problem(pairs: Any) -> str | None:
    """What is wrong with ``HUNAR_KEYS``, or ``None``."""
    try:
        found = [(str(identifier), str(key)) for identifier, key in pairs]
    except (TypeError, ValueError):
        return "is not a list of (id, key) pairs."
    names = [identifier for identifier, _ in found]
    if not found:
        return "is empty: nothing could be encrypted and no PIN kept."
    if any(not name.isalnum() for name in names):
        return "holds an id that is not made of letters and digits alone."
    if len(set(names)) < len(names):
        return "holds the same id twice."
    if any(len(key) < SHORTEST_KEY for _, key in found):
        return f"holds a key of fewer than {SHORTEST_KEY} characters."
    if any(key == settings.SECRET_KEY for _, key in found):
        return "holds SECRET_KEY itself: the two must differ."
    return None


@checks.register
def known_options(**_: Any) -> list[checks.CheckMessage]:
    """``hunar.E003``: an option that no room knows, most often a slip of the pen."""
    return [
        checks.Error(
            f"{room.setting} has no option {name!r}.",
            hint=f"Options are {', '.join(sorted(room.defaults))}.",
            id="hunar.E003",
        )
        for room in RoomSettings.known.values()
        for name in room.given()
        if name not in room.defaults
    ]


@checks.register(checks.Tags.templates)
def base_template(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.W005``: trainee pages would extend nothing."""
    engines: list[dict[str, Any]] = list(settings.TEMPLATES)
    if not serves_trainees() or any(
        CONTEXT_PROCESSOR in engine.get("OPTIONS", {}).get("context_processors", []) for engine in engines
    ):
        return []
    hint = f"Add {CONTEXT_PROCESSOR} to the context processors in TEMPLATES."
    return [checks.Warning("Trainee pages do not know their base template.", hint=hint, id="hunar_foundation.W005")]


@checks.register(checks.Tags.security)
def shared_phone(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.W009``: what one person leaves on a phone would still lie there for the next."""
    if not serves_trainees() or SHARED_PHONE in settings.MIDDLEWARE:
        return []
    hint = f"Add {SHARED_PHONE} to MIDDLEWARE, after the authentication middleware."
    return [checks.Warning("Shared phones do not forget who left.", hint=hint, id="hunar_foundation.W009")]


@checks.register
def queues(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.E008``: a job would be refused by the site's task backend when somebody presses a button."""
    from lms.foundation.tasks import missing_queues
    from lms.foundation.work.registry import queues_of_jobs

    missing = ", ".join(sorted(missing_queues(queues_of_jobs())))
    if not missing:
        return []
    hint = "Add them to QUEUES of TASKS['default'], and start `manage.py work`."
    return [checks.Error(f"TASKS knows no queue {missing}.", hint=hint, id="hunar_foundation.E008")]


@checks.register
def heartbeat(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.E004``: jobs would be taken for dead between two heartbeats."""
    from lms.foundation.work.registry import shortest_lease

    beat, lease = options["HEARTBEAT_SECONDS"], shortest_lease()
    if 0 < beat * 2 <= lease:
        return []
    text = f"HUNAR_FOUNDATION['HEARTBEAT_SECONDS'] is {beat}; it must be above 0 and at most {lease / 2:g},"
    return [checks.Error(f"{text} half of the shortest lease of a job.", id="hunar_foundation.E004")]


@checks.register(checks.Tags.security)
def redirect_seconds(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.E006``: a signed address would outlive a closed door by more than minutes."""
    from lms.foundation.content.elsewhere import LONGEST_SECONDS

    seconds = options["REDIRECT_SECONDS"]
    if isinstance(seconds, int) and 0 <= seconds <= LONGEST_SECONDS:
        return []
    text = f"HUNAR_FOUNDATION['REDIRECT_SECONDS'] is {seconds}; it must be a whole number from 0 to {LONGEST_SECONDS}."
    hint = "A signed address works for whoever holds it, whatever the door says meanwhile."
    return [checks.Error(text, hint=hint, id="hunar_foundation.E006")]


@checks.register(checks.Tags.security)
def bucket_signs(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_foundation.E007``: the bucket of the content store would give files to anybody."""
    from lms.foundation.content.elsewhere import bucket_storage

    storage = bucket_storage()
    if storage is None or (storage.querystring_auth and not storage.custom_domain and not storage.default_acl):
        return []
    text = "STORAGES['hunar_content'] would hand out addresses without a signature, or files anybody may read."
    hint = "Keep querystring_auth on, and set neither custom_domain nor default_acl."
    return [checks.Error(text, hint=hint, id="hunar_foundation.E007")]
