"""The wiring is an app too, for its commands and template tags."""

from functools import cache

from django.apps import AppConfig, apps


class ConfigConfig(AppConfig):
    """Wiring."""

    name = "config"

    def ready(self) -> None:
        """Remember which model is the member's: migrations ask thousands of times, and Django forgets at each step."""
        asked = cache(apps.get_swappable_settings_name)
        apps.get_swappable_settings_name = asked  # type: ignore[method-assign]
