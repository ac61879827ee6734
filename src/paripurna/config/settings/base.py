"""Settings of every installation, read once from the environment.

`.env.example` names every variable; it runs as it is.
"""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from paripurna.config.logs import configure_logs
from paripurna.config.settings.environment import Environment
from paripurna.config.settings.identity import list_form_targets, list_origins, read_identity_provider

PACKAGE_DIR = Path(__file__).resolve().parents[2]
CHECKOUT_DIR = PACKAGE_DIR.parents[1]
ROOT_DIR = (
    CHECKOUT_DIR if (CHECKOUT_DIR / "pyproject.toml").exists() else Path.cwd()
)  # a wheel keeps its data where it is run
env = Environment.read(ROOT_DIR / ".env", os.environ)
VAR_DIR = env.path("PARIPURNA_VAR", ROOT_DIR / "var")

DEMO = env.flag("PARIPURNA_DEMO", default=False)
DEBUG = env.flag("PARIPURNA_DEBUG", default=False)
SECRET_KEY = env.secret("PARIPURNA_SECRET_KEY", VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.words("PARIPURNA_HOSTS", default="localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = env.words("PARIPURNA_ORIGINS", default="")
HTTPS = env.flag("PARIPURNA_HTTPS", default=not set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"})
BEHIND_PROXY = env.flag("PARIPURNA_BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "paripurna.platform.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "paripurna.platform.regions",
    "paripurna.platform.access",
    "paripurna.platform.audit",
    "paripurna.platform.files",
    "paripurna.platform.jobs",
    "paripurna.platform.crypto",
    "paripurna.platform.notices",
    "paripurna.platform.facts",
    "paripurna.platform.ui",
    "paripurna.platform.manual",
    "paripurna.rooms.network",
    "paripurna.rooms.sheets",
    "paripurna.rooms.evidence",
    "paripurna.rooms.registers",
    "paripurna.rooms.places",
    "paripurna.rooms.assessment",
    "paripurna.rooms.roadmap",
    "paripurna.api",
]

if find_spec("django_linear_migrations"):  # a tool of those who change the house; a server has it not
    INSTALLED_APPS.append("django_linear_migrations")

SOCIALACCOUNT_PROVIDERS = read_identity_provider(env)
if SOCIALACCOUNT_PROVIDERS:  # it brings an HTTP client into every process
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")

MIDDLEWARE = [
    "paripurna.platform.health.middleware.RequestLogMiddleware",
    "paripurna.platform.health.heaps.GiveBackMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "paripurna.platform.ui.middleware.PlainTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "paripurna.platform.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "paripurna.platform.ui.middleware.WrongMethodMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paripurna.platform.access.doors.RefusalMiddleware",
]

# Where `paripurna serve` listens, and with how many processes.
LISTEN_HOST = env.text("PARIPURNA_HOST", "127.0.0.1")
LISTEN_PORT = env.number("PARIPURNA_PORT", 8000)
METRICS_TOKEN = env.text("PARIPURNA_METRICS_TOKEN")  # without one, /metrics answers this machine alone
WEB_WORKERS = env.number("PARIPURNA_WORKERS", 1)

ROOT_URLCONF = "paripurna.config.urls"
WSGI_APPLICATION = "paripurna.config.wsgi.application"
# Said here, because the app `template_partials`, which would say it, takes Django's admin in.
CACHED_LOADER = ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [CACHED_LOADER])],
            "libraries": {"partials": "template_partials.templatetags.partials"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "paripurna.platform.ui.context.house",
            ],
        },
    },
]

EMBEDDED_DATABASE = not env.text("DATABASE_URL")
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR)}
# One connection for each thread that serves, and a few for those that come and go; 0 connects anew for every request.
if POOL_SIZE := env.number("PARIPURNA_POOL", 8):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": POOL_SIZE,
        "timeout": 10,
    }
# Behind pgbouncer in transaction mode a cursor on the server would be lost.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.flag("PARIPURNA_PGBOUNCER", default=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
CITY_HOME = "/daerah/{city}/beranda/"  # where a person of a city arrives
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # for those who tick "remember me"; otherwise until the browser is closed

# By invitation only, with a user name or an e-mail address; attempts are counted in the database cache.
ACCOUNT_FORMS = {"login": "paripurna.platform.accounts.forms.SignInForm"}
ACCOUNT_ADAPTER = "paripurna.platform.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address may be missing; a changed one is verified by a link
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Paripurna] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # else anyone could write their own address into the header
MFA_ADAPTER = "paripurna.platform.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "paripurna.platform.accounts.forms.PasskeyForm",
    "edit_webauthn": "paripurna.platform.accounts.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Paripurna"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # localhost only: browsers refuse it elsewhere
SOCIALACCOUNT_ADAPTER = env.text("PARIPURNA_OIDC_ADAPTER", "paripurna.platform.accounts.adapters.IdentityAdapter")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]  # the folder at the root, which a wheel carries along
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

CSRF_FAILURE_VIEW = "paripurna.platform.ui.middleware.csrf_failure"

MANUAL_DIR = PACKAGE_DIR / "platform" / "manual" / "pages"  # docs/panduan, which a wheel carries along

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
FRONTEND_DIST = PACKAGE_DIR / "platform" / "ui" / "static" / "dist"  # what Vite makes of frontend/
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/(dist/[^/]+-[\w-]{8}|.+\.[0-9a-f]{12})\.\w+$"  # named by Vite, or by Django
STORAGES = {
    "default": env.file_store(VAR_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "paripurna.platform.ui.built.BuiltStaticFilesStorage"
    },
}
CHILD_CONTENT_DAYS = env.number(
    "PARIPURNA_CHILD_CONTENT_DAYS", 1095
)  # then what shows children goes; 0: never by itself
FILES_MAX_BYTES = env.number("PARIPURNA_FILE_LIMIT_MB", 500) * 1024**2
FILES_MAX_PAGES = env.number("PARIPURNA_PDF_PAGE_LIMIT", 5000)
FILES_INCOMING = env.text("PARIPURNA_INCOMING")  # a folder that all web processes share; empty: beside the files
FILES_CLAMAV = env.text("PARIPURNA_CLAMAV")  # host:port or the path of a socket; empty: no scanner
PROOF_ESCALATE_AFTER_DAYS = env.number("PARIPURNA_ESCALATE_AFTER_DAYS", 0)  # 0: by a person's click only
FILES_RESERVE_BYTES = env.number("PARIPURNA_DISK_RESERVE_MB", 500) * 1024**2  # stays free for the database
FILES_TRUST_ROOTS = env.text("PARIPURNA_TRUST_ROOTS")  # folder with certificates (PEM) of those who vouch for signers

CACHES = {
    # In the database, so that sign-in limits hold over all processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # In the process: fragments of pages, keyed by all that they are drawn from, that each process may have of its own.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

MAP_TILES = env.text("PARIPURNA_MAP_TILES")  # https://…/{z}/{x}/{y}.png; empty: our own borders and nothing below them
MAP_CREDIT = env.text("PARIPURNA_MAP_CREDIT")  # who made the tiles, as they wish to be named

# Everything that a page needs comes from ourselves; nothing is written into the page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # icons inside the style sheet
        "connect-src": [SELF, *list_origins(MAP_TILES)],  # a tile is fetched by the script of the map
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [
            SELF,
            *list_form_targets(SOCIALACCOUNT_PROVIDERS),
        ],  # a browser checks where a form is sent on to
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # htmx takes the token from the page

# Cookies travel encrypted only, as soon as the house has a name of its own.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
if BEHIND_PROXY:  # only when a proxy sets this header itself on every request
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING_CONFIG = None
configure_logs(
    level=env.text("PARIPURNA_LOG_LEVEL", "INFO"),
    as_json=env.flag("PARIPURNA_LOG_JSON", default=not DEBUG and not DEMO),
)

# Keys of sealed fields, the newest first; without them a key file under var is made on first use.
CRYPTO_KEYS = env.words("PARIPURNA_KEYS", default="")
CRYPTO_INDEX_KEY = env.text("PARIPURNA_INDEX_KEY")
CRYPTO_KEY_FILE = VAR_DIR / "keys.json"

# Where those who use this installation find the source that it runs (AGPL, section 13): linked at the foot of every page.
SOURCE_URL = env.address("PARIPURNA_SOURCE_URL")

# Letters go out through the city's mail server; without one they are written to files under var, where one can read them.
PUBLIC_URL = env.text("PARIPURNA_URL", f"http://localhost:{LISTEN_PORT}")
EMAIL_HOST = env.text("PARIPURNA_MAIL_HOST")
EMAIL_PORT = env.number("PARIPURNA_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("PARIPURNA_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("PARIPURNA_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("PARIPURNA_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("PARIPURNA_MAIL_FROM", "Paripurna <paripurna@localhost>")
