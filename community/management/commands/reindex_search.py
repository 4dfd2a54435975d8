"""Write the search index anew, while everything goes on."""

from typing import Any

from django.core.management.base import BaseCommand

from community.search.indexing import write_all
from community.search.registry import SOURCES


class Command(BaseCommand):
    """Batch by batch, so that nobody waits: searching goes on with what is there."""

    help = "Writes the search index anew, while everything goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind in SOURCES:
            done = 0
            for batch in write_all(kind):
                done += batch
                self.stdout.write(f"{kind}: {done}")
        self.stdout.write(self.style.SUCCESS("The search index is up to date."))
