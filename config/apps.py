"""The wiring is an app too, for its commands and template tags."""

from functools import cache

from django.apps import AppConfig, apps


class ConfigConfig(AppConfig):
    """Wiring."""

    name = "config"

    def ready(self) -> None:
        """Tell how backups stand; remember which model is the member's: Django forgets at each step of migrating."""
        asked = cache(apps.get_swappable_settings_name)
        apps.get_swappable_settings_name = asked  # type: ignore[method-assign]
        import config.backup.telling  # noqa: F401 - tells operators how backups stand
