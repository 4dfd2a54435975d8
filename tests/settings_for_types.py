"""The settings as the type checker reads them: no engine has to run for knowing types."""

import os

os.environ.setdefault("DATABASE_URL", "postgres://localhost/types")
os.environ.setdefault("REDIS_URL", "redis://localhost:6379/0")
os.environ.setdefault("SECRET_KEY", "only for reading types")
os.environ.setdefault("PUBLIC_URL", "https://forum.example.org")

from config.settings import *  # noqa: F403 - the variables must stand before the settings read them
