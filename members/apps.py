"""The front door of members."""

from django.apps import AppConfig

from config.lib import columns, wiring


class MembersConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "members"

    def ready(self) -> None:
        columns.tell_apart_quickly()
        wiring.load(self.name)
