"""The front door of members."""

from django.apps import AppConfig

from config.lib import wiring


class MembersConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "members"

    def ready(self) -> None:
        wiring.load(self.name)
