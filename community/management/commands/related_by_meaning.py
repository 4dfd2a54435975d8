"""Related threads by meaning: how it stands, write everything now, or keep nothing any more."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.related import providing, vectors
from community.related.filling import in_words, take_away, write_owed
from community.related.models import MeaningIndex

SAY_EVERY = 3.0
"""Seconds between two lines."""
LONG = 1e9


class Command(BaseCommand):
    """Workers do the same by themselves, some seconds at a time; who runs this sees at once whether it can work."""

    help = "Says how related threads by meaning stand; --build writes all of it now, --drop keeps nothing any more."

    def add_arguments(self, parser: CommandParser) -> None:
        """Two things that exclude each other."""
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--build", action="store_true", help="make the table if need be and write what is owed")
        act.add_argument("--drop", action="store_true", help="take the table away; unset RELATED_MODEL before")

    def handle(self, *args: Any, **options: Any) -> None:
        """Act as asked and say how it stands."""
        if options["drop"]:
            return self._drop()
        if options["build"]:
            self._build()
        return self._say()

    def _drop(self) -> None:
        if providing.is_wanted():
            raise CommandError("RELATED_MODEL is set, so a worker would write all of it again: unset it first.")
        take_away()
        self.stdout.write(self.style.SUCCESS("No meanings are kept. Related threads go by words and tags."))

    def _build(self) -> None:
        if not providing.is_wanted():
            raise CommandError("Set RELATED_MODEL first, such as static:/srv/models/potion: docs/related.md says more.")
        begun = said = time.monotonic()
        written = 0
        try:
            for count in write_owed(LONG):
                written += count
                if time.monotonic() - said > SAY_EVERY:
                    said = time.monotonic()
                    self.stdout.write(f"{written:,} threads written, {written / (said - begun):,.0f} a second.")
        except Exception as error:  # whatever it is, the owner reads it as one sentence
            raise CommandError(in_words(error)) from error
        index = MeaningIndex.objects.get(id=1)
        index.clear()
        self.stdout.write(f"{written:,} threads written in {time.monotonic() - begun:.1f} seconds.")

    def _say(self) -> None:
        index = MeaningIndex.objects.first()
        if not providing.is_wanted():
            kept = ", but meanings are still kept: --drop takes them away" if vectors.are_kept() else ""
            self.stdout.write(f"Off: RELATED_MODEL is not set{kept}.")
        elif index is None or not vectors.are_kept():
            self.stdout.write(f"{settings.RELATED_MODEL}: nothing is written yet. A worker begins by itself.")
        else:
            state = "in use" if index.filled_at else "being written, not in use yet"
            numbers = f"{vectors.count():,} threads of {index.dimension} numbers"
            self.stdout.write(f"{index.model}: {state}. {numbers}; alike from a cosine of {index.least:.2f}.")
        if index is not None and index.failed_at and providing.is_wanted():
            self.stderr.write(f"Went wrong at {index.failed_at:%Y-%m-%d %H:%M} UTC: {index.error}")
