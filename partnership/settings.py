"""All settings in one file; what differs between machines comes from the environment.

The table in docs/operations.md lists every variable. With none of them set the portal
runs on its embedded default: SQLite and a private broker below `DATA_DIR`.
"""

import contextlib
import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from kombu import Queue

from partnership.engines import broker_socket, celery_broker, with_password
from partnership.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where it runs ---------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data")))
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
DEMO = env.bool("DEMO", default=False)
# Who runs the installation, named where it holds several partnerships.
OPERATOR_NAME = env("OPERATOR_NAME", default="Partnerstwo Lokalne")


def kept_key(name):
    """A key that is made once and kept below DATA_DIR as `name`.

    Of two processes that start for the first time at once, both get the same one.
    """
    kept = DATA_DIR / name
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        made = DATA_DIR / f".{name}.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(made, kept)
        made.unlink()
    return kept.read_text()


# Read without `env`, which takes a key that begins with $ for the name of a variable.
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_key("secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# The first encrypts the second factors, each of them decrypts. Not in a backup: whoever
# finds an archive has no log-in codes.
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS", default=[]) or [kept_key("encryption_key")]
# Seals the journal. Changing it makes every older entry look forged.
JOURNAL_KEY = os.environ.get("JOURNAL_KEY") or kept_key("journal_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = SITE_URL.startswith("https://")

# --- Apps -----------------------------------------------------------------------

INSTALLED_APPS = [
    "partnership",
    "sampledata",
    "operations",
    "reports",
    "workshops",
    "clubs",
    "employers",
    "news",
    "programme",
    "projects",
    "meetings",
    "agreements",
    "members",
    "exports",
    "accounts",
    "outbox",
    "journal",
    "documents",
    "counties",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "lucide",
    "template_partials",
]

MIDDLEWARE = [
    "core.middleware.RefuseFloods",
    "core.middleware.refuse_nul",
    "core.middleware.refuse_methods",
    "core.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.session_limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.office",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.keep_lists",
    "partnership.middleware.worded_refusals",
    "accounts.middleware.SubmitOnce",
]

ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.context.shell",
            ],
            "builtins": [
                "core.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "core.forms.Renderer"
# What every choice among the filters of a list shows while nothing is chosen.
FILTERS_EMPTY_CHOICE_LABEL = pgettext_lazy("filter", "all")

# --- Engines ---------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "portal.sqlite3",
    "OPTIONS": {
        # IMMEDIATE takes the write lock at BEGIN: a reading transaction never has
        # to be upgraded, which SQLite would refuse with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON"
        ),
    },
}


def database(url_name, password_name):
    """The database whose address and password stand in these variables, {} where none is named."""
    url = env(url_name, default="")
    # Not by `env`, to which a value that begins with $ is the name of another variable.
    password = os.environ.get(password_name, "")
    return env.db_url_config(with_password(url, password)) if url else {}


DATABASES = {"default": database("DATABASE_URL", "DATABASE_PASSWORD") or SQLITE}
# The role that owns the tables, where it is not the one that the portal works as.
MIGRATION_DATABASE = database("MIGRATION_DATABASE_URL", "MIGRATION_DATABASE_PASSWORD")
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

REDIS_URL = with_password(
    env("REDIS_URL", default=f"unix://{broker_socket(DATA_DIR)}"),
    os.environ.get("REDIS_PASSWORD", ""),
)
CACHES = {"default": {"BACKEND": "core.cache.PatientRedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = celery_broker(REDIS_URL)
# A worker listens to both. Bulk mail has a queue of its own, so that a receipt or
# a new password never stands behind a thousand invitations.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("bulk")]
CELERY_TASK_ROUTES = {
    "outbox.tasks.deliver_bulk": {"queue": "bulk"},
    "meetings.tasks.prepare": {"queue": "bulk"},
    "documents.tasks.verify": {"queue": "bulk"},
    "exports.tasks.work": {"queue": "bulk"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Warsaw"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# kombu looks for messages of dead workers every interval x throttle seconds,
# about 100 s unless told otherwise. The timeout must exceed the longest task.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
# Workers and clock touch this file, so that their health can be told; empty: they do not.
ALIVE_FILE = env("ALIVE_FILE", default="")
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- Mail ------------------------------------------------------------------------

# What the portal and its libraries send becomes a row of the outbox first.
EMAIL_BACKEND = "outbox.backend.OutboxBackend"
# MAIL_URL is where the outbox delivers: smtp://user:password@host:port,
# or empty for the try-out, where letters stay readable in the outbox.
MAIL_URL = env("MAIL_URL", default="")
MAIL_TIMEOUT = env.int("MAIL_TIMEOUT", default=20)
MAIL_LEASE = env.int("MAIL_LEASE", default=60)  # seconds until a dead worker's letter is free
MAIL_DOMAIN = env("MAIL_DOMAIN", default="portal.example")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"partnerstwo@{MAIL_DOMAIN}")
BULK_RATE = env.float("BULK_RATE", default=10.0)  # letters a second, 0 means no limit
BULK_GRACE = env.int("BULK_GRACE", default=60)  # seconds before bulk mail starts

# --- Accounts --------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = env.list(
    "PASSWORD_HASHERS",  # the tests put a quick one here
    default=[
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ],
)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.names.NameForm"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
    "signup": "accounts.forms.sign_in.SignupForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# With mandatory confirmation this hides who has an account; "strict" would want
# several accounts with one address, which the register of people cannot have.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USER_DISPLAY = str
ACCOUNT_RATE_LIMITS = {
    # The limit for one account from one place is kept in the database (accounts.actions).
    "login_failed": "10/m/ip,30/5m/key",
    "reset_password": "20/h/ip,5/h/key",
    "signup": "20/h/ip",
}
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.sign_in.CodeForm",
    "reauthenticate": "accounts.forms.sign_in.CodeAgainForm",
    "add_webauthn": "accounts.forms.sign_in.AddKeyForm",
    "authenticate_webauthn": "accounts.forms.sign_in.AuthenticateKeyForm",
    "login_webauthn": "accounts.forms.sign_in.LoginKeyForm",
    "reauthenticate_webauthn": "accounts.forms.sign_in.ReauthenticateKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = env("MFA_TOTP_ISSUER", default="Partnerstwo Lokalne")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Security --------------------------------------------------------------------

STAFF_IDLE = 30 * 60  # seconds without a click until a session ends
PARTNER_IDLE = 8 * 60 * 60
SESSION_COOKIE_AGE = SESSION_LIFE = 12 * 60 * 60  # seconds after which every session ends
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "partnership.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = False  # the proxy redirects
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # would have us redirect as well
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Two years for the host and all below it. Browsers that saw it once hold to it, so an office
# that is not sure of its certificates yet begins with fewer seconds.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=63072000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.bool(
    "HSTS_SUBDOMAINS", default=True
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "accounts.messages.MessageStorage"

# --- Languages and times ---------------------------------------------------------

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# --- Files -----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env(
            "STATIC_STORAGE",
            default="whitenoise.storage.CompressedManifestStaticFilesStorage",
        )
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
UPLOAD_LIMIT = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000

# --- Log -------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "core.secrets.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # Django's own handlers would print addresses as they are, and mail them to ADMINS.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True},
    },
}
