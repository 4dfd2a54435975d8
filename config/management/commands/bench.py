"""manage.py bench: build a data set to measure with, and measure."""

import json
import os
import platform
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.bench.asking import AIM_MS, ask
from config.bench.building import NAME, Size, addresses, build
from config.bench.crowd import gather
from config.bench.healthy import health_pages, night
from config.bench.loading import NO_WRK, has_wrk, load
from config.bench.measuring import Figure, measure
from config.bench.planned import calendar_figures, plan
from config.bench.queueing import fill, queue_figures
from config.bench.recognising import recognise
from config.bench.standing import stand
from config.bench.weekly import send_all
from members.installation.models import Installation
from members.profiles.models import Member

HALF_A_YEAR = 180


class Command(BaseCommand):
    """Builds in an empty database of its own, then measures the busy pages there."""

    help = "Build a bench community (--members --threads --posts), or --measure the one that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much to build, and what to measure how often."""
        parser.add_argument("--members", type=int, default=2000)
        parser.add_argument("--threads", type=int, default=5000)
        parser.add_argument("--posts", type=int, default=100_000)
        parser.add_argument("--crowd", action="store_true", help="build only what rules about members ask")
        parser.add_argument("--days", type=int, default=HALF_A_YEAR, help="with --crowd: what happened in so many days")
        parser.add_argument("--health-pages", action="store_true", help="measure the pages of health, after --health")
        parser.add_argument("--health", action="store_true", help="make the facts of days, and what a night takes")
        parser.add_argument("--measure", action="store_true", help="measure instead of building")
        parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked for")
        parser.add_argument("--pages-per-second", action="store_true", help="with wrk, on the real server")
        parser.add_argument("--rules", action="store_true", help="ask rules about members instead of pages")
        parser.add_argument("--stages", action="store_true", help="bring members to their stages instead of pages")
        parser.add_argument("--recognition", action="store_true", help="levels, badges and points of all, made anew")
        parser.add_argument("--digests", action="store_true", help="send everybody the digest of now, with two workers")
        parser.add_argument("--most", type=int, default=10**9, help="with --digests: to so many of them only")
        parser.add_argument("--faults", action="store_true", help="with --digests: kill workers, take the server away")
        parser.add_argument("--queue", type=int, default=0, help="so many open cases, and what the review queue costs")
        parser.add_argument("--programs", type=int, default=0, help="so many series, and what the calendar costs")
        parser.add_argument("--seconds", type=int, default=4, help="how long wrk asks for each page")
        parser.add_argument("--json", action="store_true", help="figures for a program instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build or measure; prints a Markdown table or the addresses."""
        measuring: dict[str, Callable[[], None]] = {
            "recognition": self._recognition,
            "health": self._health,
            "health_pages": lambda: self._health_pages(options["rounds"]),
            "stages": lambda: self._stages(options["rounds"]),
            "digests": lambda: self._digests(options["most"], faults=options["faults"]),
            "queue": lambda: self._queue(options["queue"], options["rounds"]),
            "programs": lambda: self._programs(options["programs"], options["rounds"]),
            "rules": lambda: self._rules(options["rounds"]),
            "measure": lambda: self._measure(options["rounds"], as_json=options["json"]),
            "pages_per_second": lambda: self._pages_per_second(options["seconds"]),
        }
        wanted = [act for kind, act in measuring.items() if options[kind]]
        if wanted:
            self._may_measure()
            for act in wanted:
                act()
            return
        size = Size(options["members"], options["threads"], options["posts"])
        if size.members < 10 or size.threads < 10 or size.posts < size.threads:
            raise CommandError("At least 10 members, 10 threads and as many posts as threads.")
        if options["crowd"]:
            gather(size, self, days=options["days"], slim=options["days"] > HALF_A_YEAR)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM (ANALYZE)")
            return
        build(size, self)
        for page, address in addresses().items():
            self.stdout.write(f"{page}: {address}")

    def _may_measure(self) -> None:
        if Installation.current().name != NAME or not Member.objects.exists():
            raise CommandError("This is not a bench database; build one first, in a home of its own.")

    def _measure(self, rounds: int, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([asdict(row) for row in measure(rounds)]))
            return
        self._say_where(f"{rounds} rounds")
        self._say_figures(measure(rounds))

    def _queue(self, cases: int, rounds: int) -> None:
        self._say_where(f"{fill(cases):,} open cases, {rounds} rounds")
        self._say_figures(queue_figures(rounds))
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _programs(self, series: int, rounds: int) -> None:
        self._say_where(f"{plan(series):,} series over two years, {rounds} rounds")
        self._say_figures(calendar_figures(rounds))
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _say_figures(self, rows: Iterable[Figure]) -> None:
        self.stdout.write(
            "| page | reader | queries | median ms | p99 ms | processor ms | KB gz |\n"
            "| --- | --- | --- | --- | --- | --- | --- |"
        )
        for row in rows:
            times = f"{row.median_ms:.1f} | {row.p99_ms:.1f} | {row.processor_ms:.1f}"
            figures = f"{row.queries} | {times} | {row.kilobytes:.1f}"
            self.stdout.write(f"| {row.page} | {row.reader} | {figures} |")

    def _rules(self, rounds: int) -> None:
        self._say_where(f"{rounds} rounds, the median, and in brackets processor time in one process of the database")
        self.stdout.write(
            "| members who | fit | count ms | contrary ms | page ms | one ms |\n| --- | --- | --- | --- | --- | --- |"
        )
        slow = 0
        for row in ask(rounds):
            slow += row.slowest > AIM_MS
            figures = " | ".join(map(str, (row.count, row.contrary, row.page, row.one)))
            self.stdout.write(f"| {row.rule} | {row.fits} | {figures} |")
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")
        if slow:
            raise CommandError(f"{slow} of them took more than {AIM_MS} ms.")

    def _stages(self, rounds: int) -> None:
        self._say_where(f"{rounds} rounds, the median, and in brackets processor time in one process of the database")
        self.stdout.write("| what | members | ms |\n| --- | --- | --- |")
        for row in stand(rounds):
            self.stdout.write(f"| {row.what} | {row.members} | {row.took} |")
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _recognition(self) -> None:
        self._say_where("once each, from the beginning")
        self.stdout.write("| what | rows | s |\n| --- | --- | --- |")
        for step in recognise():
            self.stdout.write(f"| {step.what} | {step.rows} | {step.seconds:.1f} |")
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _health(self) -> None:
        self._say_where("the median of three, and what the statement that takes longest touches")
        self.stdout.write("| what | rows | s |\n| --- | --- | --- |")
        for step in night():
            self.stdout.write(f"| {step.what} | {step.rows:,} | {step.seconds:.2f} |")
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _health_pages(self, rounds: int) -> None:
        self._say_where(f"{rounds} rounds")
        self._say_figures(health_pages(rounds))
        self.stdout.write(f"\nLoad now {os.getloadavg()[0]:.1f}.")

    def _digests(self, most: int, *, faults: bool) -> None:
        self._say_where("two workers, and a mail server that takes all, in a process of their own")
        took = asdict(send_all(lambda words: self.stderr.write(f"... {words}"), most=most, faults=faults))
        self.stdout.write("| what | figure |\n| --- | --- |")
        for what, figure in took.items():
            self.stdout.write(f"| {what.replace('_', ' ')} | {figure:,.1f} |" if isinstance(figure, float)
                              else f"| {what.replace('_', ' ')} | {figure:,} |")  # fmt: skip

    def _pages_per_second(self, seconds: int) -> None:
        if not has_wrk():
            self.stdout.write(NO_WRK)
            return
        self._say_where(f"wrk {seconds} s each")
        self.stdout.write(
            "| page | reader | median ms, 1 at once | p99 ms | plain page ms | pages/s, 1 at once | 16 at once | "
            "plain page, 16 at once | share |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        )
        for row in load(seconds):
            times = f"{row.median_ms:.1f} | {row.p99_ms:.1f} | {row.plain_median_ms:.1f}"
            rates = f"{row.alone:.0f} | {row.crowd:.0f} | {row.plain_crowd:.0f} | {row.crowd / row.plain_crowd:.2f}"
            self.stdout.write(f"| {row.page} | {row.reader} | {times} | {rates} |")

    def _say_where(self, how: str) -> None:
        load_now = os.getloadavg()[0]
        self.stdout.write(f"\n{platform.machine()}, {os.cpu_count()} cores, load {load_now:.1f}, {how}\n")
