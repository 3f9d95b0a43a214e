"""The product's own settings, with the environment a test needs. WERKSTATT_DATABASE chooses SQLite or PostgreSQL."""

import os
import tempfile

os.environ.setdefault("WERKSTATT_SECRET", "nur-fuer-tests-" * 5)
os.environ.setdefault("WERKSTATT_HOME", tempfile.mkdtemp(prefix="werkstatt-test-"))
os.environ.setdefault("WERKSTATT_HTTPS", "no")
os.environ.setdefault("WERKSTATT_HOSTS", "testserver,localhost,127.0.0.1")

from werkstatt.config.settings import *  # noqa: F403  # the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405  # from the product's settings
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # from the product's settings
PAGES_FRESH = 0
SAY_SECONDS = 0
