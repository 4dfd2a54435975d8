"""Every setting, read top to bottom. Each variable may also name a file: X_FILE instead of X."""

import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config.lib.backup_settings import backups
from config.lib.media_storage import uploads
from config.lib.related_model import related_model
from config.lib.variables import Variables

ROOT = Path(__file__).resolve().parent.parent
env = VARIABLES = Variables()

# --- where and how it runs ----------------------------------------------------------------------------------------

TALKOOT_HOME = Path(env.str("TALKOOT_HOME", default=str(ROOT / "var"))).resolve()
# A local run is one started by bin/dev or bin/test: pages for developers, a mailbox, no TLS.
TALKOOT_LOCAL = env.bool("TALKOOT_LOCAL", default=False)
DEBUG = env.bool("DEBUG", default=False)


def _secret_key() -> str:
    """The key of this installation; a local run makes its own once."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        return key
    if not TALKOOT_LOCAL:
        raise ImproperlyConfigured("Set SECRET_KEY (or SECRET_KEY_FILE) to a long random text; it signs sessions.")
    from config.lib.tokens import local_secret

    return local_secret(TALKOOT_HOME / "secret_key")


SECRET_KEY = _secret_key()
# Keys of before: what they signed or sealed is still read, while all that is new takes SECRET_KEY.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{env.int('PORT', default=8000)}" if TALKOOT_LOCAL else "")
if not PUBLIC_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("Set PUBLIC_URL to the address members use, for example https://forum.example.org")
PUBLIC_URL = PUBLIC_URL.rstrip("/")
SECURE = PUBLIC_URL.startswith("https://")
PUBLIC_HOST = PUBLIC_URL.split("//", 1)[1].split("/", 1)[0]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if TALKOOT_LOCAL else [PUBLIC_HOST.rsplit(":", 1)[0]])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# --- the house ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    "metrics",
    "programs",
    "community",
    "moderation",
    "members",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]
MIDDLEWARE = [
    "config.lib.requests.RequestIds",
    "config.lib.requests.WatchedByAnyName",
    # Django adds noise to the length of what it compresses, so that secrets in a page cannot be guessed from it.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.lib.requests.SecurityHeaders",
    "config.lib.requests.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "members.accounts.gate.Gate",
    "members.profiles.middleware.Preferences",
    "metrics.visits.noticing.Visits",
    "community.firstrun.gate.FirstRunGate",
    "members.viewing.middleware.ViewAs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.lib.limits.Patience",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.Member"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.spaces.navigation.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "config.lib.templatetags.look"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- database, Valkey, Celery -------------------------------------------------------------------------------------

if not env.str("DATABASE_URL", default="") or not env.str("REDIS_URL", default=""):
    raise ImproperlyConfigured("Set DATABASE_URL and REDIS_URL, or start with bin/dev, which brings both.")
DATABASES = {"default": env.db_url("DATABASE_URL") | {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60)}}
# PgBouncer in transaction mode cannot hold a cursor across transactions.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
REDIS_URL = env.str("REDIS_URL")
CACHES = {"default": {"BACKEND": "config.lib.cache.TolerantCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# How many live streams one member, and one network address of visitors, may hold open.
LIVE_STREAMS_PER_MEMBER = env.int("LIVE_STREAMS_PER_MEMBER", default=6)
LIVE_STREAMS_PER_ADDRESS = env.int("LIVE_STREAMS_PER_ADDRESS", default=50)
CELERY_BROKER_URL = env.str("BROKER_URL", default=REDIS_URL)
RELATED_MODEL = related_model(env.str)  # docs/related.md

# --- languages, time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [
    ("en", _("English")),
    ("fi", _("Finnish")),
    ("pl", _("Polish")),
    ("hu", _("Hungarian")),
    ("ru", _("Russian")),
]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["config.lib.formats"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# --- static files and uploads -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(TALKOOT_HOME / "static"))).resolve()
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.lib.stylesheet.BundleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = TALKOOT_HOME / "media"
STORAGES = {
    "default": uploads(env.str),
    "staticfiles": {"BACKEND": "config.lib.stylesheet.HashedStaticFiles"},
}
BACKUP = backups(env.str)  # docs/backup.md
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_MB", default=10) * 1024 * 1024
UPLOADS_PER_MEMBER_BYTES = env.int("UPLOADS_PER_MEMBER_MB", default=500) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# --- accounts -----------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["members.accounts.backend.MemberBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "handle", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "members.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "signup": "members.accounts.joining.JoinForm",
    "login": "members.accounts.forms.SignInForm",
    "request_login_code": "members.accounts.forms.AskForCodeForm",
    "confirm_login_code": "members.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "members.accounts.forms.AddressCodeForm",
    "change_email": "members.accounts.forms.OtherAddressForm",
    "add_email": "members.accounts.forms.NewAddressForm",
    "reset_password": "members.accounts.forms.ResetForm",
    "reset_password_from_key": "members.accounts.forms.NewPasswordForm",
    "change_password": "members.accounts.forms.ChangePasswordForm",
    "set_password": "members.accounts.forms.FirstPasswordForm",
    "reauthenticate": "members.accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "members.accounts.forms.SecondFactorForm",
    "reauthenticate": "members.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "members.accounts.forms.AppForm",
    "add_webauthn": "members.accounts.forms.PasskeyForm",
    "edit_webauthn": "members.accounts.forms.PasskeyNameForm",
}
# Counted by config/lib/limits.py, which counts parallel requests exactly.
ACCOUNT_RATE_LIMITS: bool | dict[str, str] = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 15
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
MFA_ADAPTER = "members.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = TALKOOT_LOCAL
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- mail ---------------------------------------------------------------------------------------------------------

_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
MAILERS = {
    "default": {
        "BACKEND": _mail["EMAIL_BACKEND"],
        "OPTIONS": {
            "host": _mail["EMAIL_HOST"],
            "port": _mail["EMAIL_PORT"] or 25,
            "username": _mail["EMAIL_HOST_USER"] or "",
            "password": _mail["EMAIL_HOST_PASSWORD"] or "",
            "use_tls": bool(_mail.get("EMAIL_USE_TLS")),
            "use_ssl": bool(_mail.get("EMAIL_USE_SSL")),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"Talkoot <noreply@{PUBLIC_HOST.rsplit(':', 1)[0]}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where replies by mail come in: an address whose mail, with anything after a +, is handed to `manage.py receive_mail`
# or sent to /mail/in/, signed with the secret. Without the address mails cannot be answered.
MAIL_REPLIES = env.str("MAIL_REPLIES", default="reply@localhost" if TALKOOT_LOCAL else "").lower()
if MAIL_REPLIES and not re.fullmatch(r"[a-z0-9.-]{1,20}@[a-z0-9.-]+", MAIL_REPLIES):
    raise ImproperlyConfigured(f"MAIL_REPLIES is {MAIL_REPLIES!r}; it must be an address such as reply@example.org.")
MAIL_IN_SECRET = env.str("MAIL_IN_SECRET", default="")

# --- safety -------------------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "object-src": [CSP.NONE],
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
# Machines that watch ask the server itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
# What the server may ask other hosts for: these ports, and besides public addresses only networks of one's own.
OUTGOING_PORTS = env.list("OUTGOING_PORTS", cast=int, default=[80, 443])
OUTGOING_OWN_NETWORKS = env.list("OUTGOING_OWN_NETWORKS", default=[])
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# --- log ----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.lib.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
