"""The front door of community."""

from django.apps import AppConfig

from config.lib import wiring


class CommunityConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "community"

    def ready(self) -> None:
        wiring.load(self.name)
