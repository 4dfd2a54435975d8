"""The wiring is an app too, for its commands and template tags."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wiring."""

    name = "config"
