"""A foreign site with recordings alone: no keys, no queue of tasks, no word of ours in its templates' settings."""

from tests.projects.base import *  # noqa: F403
from tests.projects.base import TEMPLATES, WAGTAIL_APPS

ROOMS = ["lms.foundation", "lms.people", "media_pipeline"]
INSTALLED_APPS = [*ROOMS, *[name for name in WAGTAIL_APPS if name != "django_tasks_db"]]
PROCESSORS = [name for name in TEMPLATES[0]["OPTIONS"]["context_processors"] if not name.startswith("lms.")]
TEMPLATES = [TEMPLATES[0] | {"OPTIONS": {"context_processors": PROCESSORS}}]
del HUNAR_KEYS, TASKS  # noqa: F821
