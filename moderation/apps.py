"""The front door of moderation."""

from django.apps import AppConfig

from config.lib import wiring


class ModerationConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "moderation"

    def ready(self) -> None:
        wiring.load(self.name)
