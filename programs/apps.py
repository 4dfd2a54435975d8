"""The front door of programs."""

from django.apps import AppConfig

from config.lib import wiring


class ProgramsConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "programs"

    def ready(self) -> None:
        wiring.load(self.name)
