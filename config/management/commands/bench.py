"""manage.py bench: build a data set to measure with, and measure."""

import os
import platform
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.bench.building import NAME, Size, addresses, build
from config.bench.measuring import measure
from members.installation.models import Installation
from members.profiles.models import Member


class Command(BaseCommand):
    """Builds in an empty database of its own, then measures the busy pages there."""

    help = "Build a bench community (--members --threads --posts), or --measure the one that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much to build, and how often to measure."""
        parser.add_argument("--members", type=int, default=2000)
        parser.add_argument("--threads", type=int, default=5000)
        parser.add_argument("--posts", type=int, default=100_000)
        parser.add_argument("--measure", action="store_true", help="measure instead of building")
        parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build or measure; prints a Markdown table or the addresses."""
        if options["measure"]:
            self._measure(options["rounds"])
            return
        size = Size(options["members"], options["threads"], options["posts"])
        if size.members < 10 or size.threads < 10 or size.posts < size.threads:
            raise CommandError("At least 10 members, 10 threads and as many posts as threads.")
        build(size, self)
        for page, address in addresses().items():
            self.stdout.write(f"{page}: {address}")

    def _measure(self, rounds: int) -> None:
        if Installation.current().name != NAME or not Member.objects.exists():
            raise CommandError("This is not a bench database; build one first, in a home of its own.")
        load = os.getloadavg()[0]
        self.stdout.write(f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, {rounds} rounds\n")
        self.stdout.write(
            "| page | reader | queries | median ms | p99 ms | KB gz |\n| --- | --- | --- | --- | --- | --- |"
        )
        for row in measure(rounds):
            figures = f"{row.queries} | {row.median_ms:.1f} | {row.p99_ms:.1f} | {row.kilobytes:.1f}"
            self.stdout.write(f"| {row.page} | {row.reader} | {figures} |")
