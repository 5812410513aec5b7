"""Settings of a Hunar site: everything that differs between sites comes from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lms.project import environment
from lms.project.environment import ROOT

environment.read_env_file(Path(environment.text("HUNAR_ENV_FILE", str(ROOT / ".env"))))

DATA = Path(environment.text("HUNAR_DATA", str(ROOT / "var"))).resolve()
DEBUG = environment.switch("DJANGO_DEBUG")
SECRET_KEY = environment.text("DJANGO_SECRET_KEY")
HUNAR_KEYS = environment.keys("HUNAR_KEYS")
HUNAR_DEMO = environment.switch("HUNAR_DEMO")
HUNAR_PUBLIC_URL = environment.text("HUNAR_PUBLIC_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", urlsplit(HUNAR_PUBLIC_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = [HUNAR_PUBLIC_URL]
SECURE = HUNAR_PUBLIC_URL.startswith("https://")
# A page of many blocks, or the captions of an hour, is one form of thousands of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

INSTALLED_APPS = [
    "lms.project",
    "lms.desk",
    "lms.learner",
    "certificates",
    "assessments",
    "courses.running",
    "courses.authoring",
    "media_pipeline",
    "lms.people",
    "lms.foundation",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "lms.desk.middleware.StaffLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.foundation.middleware.SharedPhone",
    "lms.people.middleware.SignInCookiesMiddleware",
    "courses.authoring.middleware.ClosedDoors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.learner.middleware.PrivatePages",
]

ROOT_URLCONF = "lms.project.urls"
WSGI_APPLICATION = "lms.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.foundation.context_processors.hunar",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{DATA / 'hunar.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

AUTH_USER_MODEL = "hunar_project.User"
AUTHENTICATION_BACKENDS = ["lms.people.backends.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# One way in for everybody; our own limiter in the sign-in backend replaces allauth's, which counts in the cache.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "lms.project.accounts.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "lms.learner.forms.SignInForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "lms.learner.forms.CodeForm", "reauthenticate": "lms.learner.forms.CodeAgainForm"}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ur", _("Urdu"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Our staff screens speak English until somebody translates them.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
LANGUAGE_COOKIE_NAME = "hunar_project_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "lms.project.formats"
TIME_ZONE = environment.text("HUNAR_TIME_ZONE", "Asia/Karachi")
USE_TZ = True

SESSION_COOKIE_NAME = "hunar_project_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "hunar_project_csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows the preview in a frame of its own origin.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Wagtail's editor runs inline scripts and styles of its own; trainee pages allow none.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "KEY_PREFIX": "hunar_project"}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "media"],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "public/"
MEDIA_ROOT = DATA / "public"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if environment.text("HUNAR_MEDIA", "local") == "s3":
    REGION = environment.text("AWS_S3_REGION_NAME", "us-east-1")
    BUCKET_ORIGIN = environment.text("AWS_S3_ENDPOINT_URL", f"https://s3.{REGION}.amazonaws.com")
    STORAGES["hunar_content"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        # The keys to it are read from the environment by boto3 itself.
        "OPTIONS": {
            "bucket_name": environment.text("AWS_STORAGE_BUCKET_NAME"),
            "region_name": REGION,
            "endpoint_url": BUCKET_ORIGIN,
            # One origin for every signed address, so that the policy of trainee pages can name it.
            "addressing_style": "path",
            "signature_version": "s3v4",
        },
    }
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"].append(BUCKET_ORIGIN)
HUNAR_FOUNDATION = {
    "BASE_TEMPLATE": "hunar_learner/base.html",
    "BASE_FILES": ["hunar_learner/hunar.css"],
    "LEAVE": "account_logout",
    "CONTENT_ROOT": str(DATA / "content"),
    "WORK_ROOT": str(DATA / "working"),
    # The web server's internal location for protected files, when it may read them itself.
    "ACCEL_PREFIX": environment.text("HUNAR_ACCEL_PREFIX"),
}
HUNAR_PEOPLE = {"PUBLIC_URL": HUNAR_PUBLIC_URL, "FONTS": str(ROOT / "certificates" / "fonts")}
HUNAR_MEDIA_PIPELINE = {"FFMPEG": environment.text("HUNAR_FFMPEG")}

WAGTAIL_SITE_NAME = "Hunar"
WAGTAILADMIN_BASE_URL = HUNAR_PUBLIC_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("HUNAR_LOG_LEVEL", "WARNING")},
}
