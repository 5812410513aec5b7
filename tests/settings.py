"""Settings of the test run: the real site on a database of its own, quick hashing, files in a throw-away folder."""

import os

from tests.own_folder import own_folder

os.environ.setdefault("DJANGO_SECRET_KEY", "tests-only")
os.environ.setdefault("HUNAR_KEYS", "t1:dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=")
os.environ.setdefault("HUNAR_ENV_FILE", os.devnull)
os.environ["HUNAR_DATA"] = own_folder()
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")

from lms.project.settings import *  # noqa: F403
from lms.project.settings import DATA, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in life: threads then meet the real locks, which a database in memory does not have.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
