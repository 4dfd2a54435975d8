"""Write the search index anew, while everything goes on."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from community.search import polish
from community.search.models import SearchOwed
from community.search.owing import owe_everything, write_next

SAY_EVERY = 3.0
"""Seconds between two lines."""
NEXT_LOOK = 0.5


class Command(BaseCommand):
    """Range by range, so that nobody waits; workers that run help, and finish it when this process is ended."""

    help = "Writes the search index anew, while everything goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Owe everything and write it, saying how far it is."""
        owe_everything()
        polish.wait()
        self.whole, self.begun, self.said = SearchOwed.objects.count(), time.monotonic(), time.monotonic()
        documents = 0
        while True:
            count = write_next()
            documents += count or 0
            if count is None and not SearchOwed.objects.filter(retry_at=None).exists():
                break
            if count is None:  # a worker writes the rest
                time.sleep(NEXT_LOOK)
            self._say(documents)
        self._end(documents)

    def _say(self, documents: int) -> None:
        now = time.monotonic()
        if now - self.said < SAY_EVERY:
            return
        self.said = now
        share = 1 - SearchOwed.objects.count() / max(self.whole, 1)
        seconds = now - self.begun
        left = f", about {seconds / share - seconds:.0f} seconds to go" if share > 0 else ""
        speed = f"{documents:,} posts written here, {documents / seconds:,.0f} a second"
        self.stdout.write(f"{share:.0%} done, {speed}{left}.")

    def _end(self, documents: int) -> None:
        seconds = time.monotonic() - self.begun
        self.stdout.write(f"{documents:,} posts written in {seconds:.0f} seconds.")
        failed = SearchOwed.objects.order_by("id").first()
        if failed is None:
            self.stdout.write(self.style.SUCCESS("The search index is up to date."))
            return
        count = SearchOwed.objects.count()
        self.stderr.write(f"Not written yet, and tried again by the worker: {count} parts. {failed}: {failed.error}")
