"""The front door of metrics."""

from django.apps import AppConfig

from config.lib import wiring


class MetricsConfig(AppConfig):
    """Loads the app's declarations when Django is ready."""

    name = "metrics"

    def ready(self) -> None:
        wiring.load(self.name)
