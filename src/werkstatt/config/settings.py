"""All settings, from the environment, failing loudly. Each variable has its paragraph in docs/operations.md."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

import werkstatt
from werkstatt.lib import languages

VARIABLES = {
    "WERKSTATT_HOME": "Ordner für Datenbank, Dateien und fertige Seiten",
    "WERKSTATT_SECRET": "Geheimnis für Unterschriften, mindestens 50 Zeichen",
    "WERKSTATT_CIPHERS": "Geheimnisse, mit denen Namen und Adressen verschlüsselt liegen, das neueste zuerst; leer: WERKSTATT_SECRET",
    "WERKSTATT_HOSTS": "Rechnernamen, durch Kommas getrennt",
    "WERKSTATT_DATABASE": "postgresql://…; leer: SQLite in WERKSTATT_HOME",
    "WERKSTATT_HTTPS": "yes oder no: wird die Werkstatt über https erreicht",
    "WERKSTATT_PROXIES": "wie viele eigene Webserver davorstehen; leer: einer mit https, sonst keiner",
    "WERKSTATT_MAIL": "smtp://Name:Passwort@Rechner:Port; leer: Mails liegen in WERKSTATT_HOME/mail",
    "WERKSTATT_SENDER": "Absender der Mails; leer: werkstatt@ und der erste Rechnername",
    "WERKSTATT_LOG": "wie viel mitgeschrieben wird",
}


def setting(name: str, default: str | None = None) -> str:
    """The variable's value; without a default it must be there."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"{name} fehlt ({VARIABLES[name]}). Bitte in der Umgebung setzen, siehe docs/operations.md."
        )
    return value


def yes(name: str, default: str) -> bool:
    """A variable that is yes or no."""
    value = setting(name, default)
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} ist „{value}“; erlaubt sind „yes“ und „no“.")
    return value == "yes"


def few(name: str, default: int) -> int:
    """A variable that is a small number, the default where it is empty."""
    value = setting(name, "").strip() or str(default)
    if len(value) > 1 or value not in "0123456789":
        raise ImproperlyConfigured(f"{name} ist „{value}“; erlaubt ist eine Zahl von 0 bis 9.")
    return int(value)


def address(name: str, schemes: set[str]) -> SplitResult | None:
    """A variable that is an address, None where it is empty. What is wrong with it is said without its password."""
    value = setting(name, "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} ist keine gültige Adresse: Der Port muss eine Zahl sein.") from error
    if parts.scheme not in schemes or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} muss mit {max(schemes)}:// beginnen und einen Rechner nennen, oder leer sein."
        )
    return parts


def folder(name: str, default: Path) -> Path:
    """A variable that is a folder in which we may write; one that was named is there, else somebody mistyped it."""
    found = Path(setting(name, str(default))).resolve()
    if not found.is_dir() and (name in os.environ or found.exists()):
        raise ImproperlyConfigured(f"{name} ist „{found}“; diesen Ordner gibt es nicht. Bitte anlegen.")
    if found.is_dir() and not os.access(found, os.W_OK):
        raise ImproperlyConfigured(f"{name} ist „{found}“; dort darf nicht geschrieben werden. Bitte Rechte geben.")
    return found


def unknown_variables() -> list[str]:
    """Misspelt variables: they start like ours and are none."""
    return sorted(name for name in os.environ if name.startswith("WERKSTATT_") and name not in VARIABLES)


if unknown_variables():
    raise ImproperlyConfigured(
        f"Unbekannte Einstellung: {', '.join(unknown_variables())}. Gemeint ist eine von {', '.join(VARIABLES)}."
    )

HOME = folder("WERKSTATT_HOME", Path.cwd() / "var")
SECRET_KEY = setting("WERKSTATT_SECRET")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("WERKSTATT_SECRET ist zu kurz: mindestens 50 Zeichen.")
CIPHERS = [each.strip() for each in setting("WERKSTATT_CIPHERS", "").split(",") if each.strip()] or [SECRET_KEY]
if min(map(len, CIPHERS)) < 50:
    raise ImproperlyConfigured("WERKSTATT_CIPHERS: jedes Geheimnis braucht mindestens 50 Zeichen.")
HTTPS = yes("WERKSTATT_HTTPS", "yes")
PROXIES = few("WERKSTATT_PROXIES", int(HTTPS))  # of ours: each adds a word to X-Forwarded-For (werkstatt.lib.senders)
ALLOWED_HOSTS = [host.strip() for host in setting("WERKSTATT_HOSTS", "localhost,127.0.0.1").split(",") if host.strip()]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "WERKSTATT_HOSTS ist leer. Bitte mindestens einen Namen angeben, zum Beispiel konzept.example."
    )
SITE = f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.*')}"  # what mails link to when nobody is there to ask
FILES = HOME / "files"
PAGES = HOME / "pages"
PAGES_FRESH = 1  # seconds in which many readers of a kept page cost the database one question (werkstatt.web)

DEBUG = False
ROOT_URLCONF = "werkstatt.config.urls"
WSGI_APPLICATION = "werkstatt.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "werkstatt.ui",
    "werkstatt.journal",
    "werkstatt.authorities",
    "werkstatt.accounts",
    "werkstatt.work",
    "werkstatt.network",
    "werkstatt.concepts",
    "werkstatt.participation",
    "werkstatt.conferences",
    "werkstatt.inbox",
    "werkstatt.review",
    "werkstatt.approval",
    "werkstatt.search",
    "werkstatt.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "csp",
    "werkstatt.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "werkstatt.lib.speaking.speaking",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["werkstatt.ui.templatetags.ui", "werkstatt.ui.templatetags.speech"],
        },
    }
]
FORM_RENDERER = "werkstatt.ui.forms.Renderer"


def database() -> dict[str, object]:
    """SQLite as STACK.md measured it (WAL, IMMEDIATE, FULL), or PostgreSQL with a pool."""
    parts = address("WERKSTATT_DATABASE", {"postgresql", "postgres"})
    if parts is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "werkstatt.sqlite3",
            "CONN_MAX_AGE": None,  # opening the file and its pragmas costs more than most queries
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
            },
        }
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("WERKSTATT_DATABASE nennt keine Datenbank: Nach dem Rechner fehlt „/name“.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": {"min_size": 1, "max_size": 8}},
    }


DATABASES = {"default": database()}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},  # a person here has no others
    },
]
LOGIN_URL = "/konto/anmelden/"
LOGIN_REDIRECT_URL = "/werkstatt/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = str
PASSWORD_RESET_TIMEOUT = 7 * 86_400
ACCOUNT_RATE_LIMITS = {"login_failed": "5/m/key,30/m/ip"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Regular work, and how many seconds lie between two times.
SCHEDULES = {
    "werkstatt.work.tasks.deliver_mails": 60,
    "werkstatt.inbox.tasks.fetch_mailboxes": 300,
    "werkstatt.web.tasks.keep_missing": 600,
    "werkstatt.participation.tasks.forget": 3600,
    "werkstatt.review.tasks.tell": 3600,
    "werkstatt.work.tasks.prune": 86_400,
    "werkstatt.conferences.tasks.remind": 3_600,
    "werkstatt.conferences.tasks.erase": 86_400,
}
CONFERENCE_KEEPS = 30  # days after a conference in which names, addresses and needs of those who came are still known
CAPTURE_DAYS = 14  # days after a conference in which what was written down at a table without network still arrives
# Lower stages send mails through the outbox of a higher one (ADR 0006).
SEND_MAIL = "werkstatt.work.actions.send"
# How many contributions of these submissions are answered: only a higher stage knows; what is answered is not taken back (ADR 0006).
ANSWERED = "werkstatt.review.queries.answered_of"
# Are the minutes of a round public? Its page leads to them.
TOLD = "werkstatt.conferences.queries.minutes.is_told"
# What happens when a version becomes public: higher stages subscribe here, because lower ones do not know them (ADR 0006).
WHEN_PUBLISHED = ["werkstatt.web.tasks.keep_pages"]

# How much one connection may send in a while: a school class behind one address, and not a machine.
SAY_MOST = 300
SAY_WINDOW = 600  # seconds
SAY_SECONDS = 2  # nobody fills in a form faster
CONTACT_DAYS = 365  # after the end of the round; then the address for the answer is erased, whatever became of it

LANGUAGE_CODE = "de"
LANGUAGES = list(languages.NAMES.items())
LOCALE_PATHS = [Path(werkstatt.__file__).parent / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # a state's round brings some 300 matrices at once

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "werkstatt.ui.views.form_expired"

MAIL = address("WERKSTATT_MAIL", {"smtp"}) or urlsplit("")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_PORT == 587, EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = setting("WERKSTATT_SENDER", "") or f"werkstatt@{ALLOWED_HOSTS[0]}"

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]
if setting("WERKSTATT_LOG", "INFO") not in LEVELS:
    raise ImproperlyConfigured(f"WERKSTATT_LOG ist „{setting('WERKSTATT_LOG')}“; erlaubt sind {', '.join(LEVELS)}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "werkstatt.lib.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": setting("WERKSTATT_LOG", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "pikepdf": {"level": "WARNING"},
    },
}
