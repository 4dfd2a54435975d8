"""manage.py demo: fill an empty database with the demo community."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from community.search.owing import owe_everything
from config.demo.loading import load
from config.demo.measured import measure_soon


class Command(BaseCommand):
    """Loads the demo community; refuses in production and where members are."""

    help = "Fill an empty database with the demo community (local runs only)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what there is now."""
        with transaction.atomic():
            counts = load()
            # The worker writes the index as soon as it runs: nobody waits for it to see the first page.
            owe_everything()
        measure_soon()
        self.stdout.write(", ".join(f"{number} {what}" for what, number in counts.items()))
