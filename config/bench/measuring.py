"""Server time and queries of the busy pages, in one process, through the real application."""

from __future__ import annotations

import gzip
import itertools
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.threads.models import Thread
from config.bench.building import addresses
from members.profiles.models import Member

WARM_UP = 5


@dataclass
class Figure:
    """What one page costs one kind of reader."""

    page: str
    reader: str
    queries: int
    median_ms: float
    p99_ms: float
    processor_ms: float
    """The median of what this process computed; what it waited for, and the database's part, are not in it."""
    kilobytes: float = 0.0


def measure(rounds: int) -> list[Figure]:
    """Every page of `addresses` for a member and a visitor, then posting. Times in milliseconds, KB gzipped."""
    figures = []
    for reader in ("member", "visitor"):
        for page, address in addresses().items():
            # Searching is limited per person, so many people search.
            readers = [_reader(reader, number) for number in range(1, 31 if page == "search" else 2)]
            figures.append(page_figure(page, reader, readers, address, rounds))
    return [*figures, _posting(rounds)]


def _reader(kind: str, number: int) -> Client:
    client = Client(REMOTE_ADDR=f"10.9.{number}.1")
    if kind == "member":
        client.force_login(Member.objects.get_queryset().get(pk=number))
    return client


def page_figure(page: str, reader: str, readers: list[Client], address: str, rounds: int) -> Figure:
    """One page for these readers, in turn; the first says how many queries it asks. Raises RuntimeError if it fails."""
    answer = readers[0].get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as counted:
        readers[0].get(address)
    queries = len(counted)
    turn = itertools.cycle(readers)
    times = timed(lambda: next(turn).get(address), rounds)
    return Figure(page, reader, queries, *times, len(gzip.compress(answer.content, 6)) / 1024)


REPLY = """We **swapped** the rota for a list that people sign themselves. Two things help:

- a name for each week
- a reminder on Thursday, see https://example.org/rota

> Does it hold in August?

It did, with one gap.
"""
"""The same at every size: what a reply says costs more than how many there are."""


def _posting(rounds: int) -> Figure:
    """A reply to the longest thread, rolled back."""
    thread = Thread.objects.select_related("space").order_by("-posts_count").first()
    if thread is None:
        raise RuntimeError("there is nothing to reply to")
    member = Member.objects.get_queryset().get(pk=2)

    def post() -> None:
        with transaction.atomic():
            thread.reply(by=member, source=REPLY, key=uuid.uuid4().hex)
            transaction.set_rollback(True)

    with CaptureQueriesContext(connection) as counted:
        post()
    queries = len(counted)
    return Figure("posting a reply", "member", queries, *timed(post, rounds))


def timed(act: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median and 99th percentile of many runs, and the median of processor time; milliseconds, after a few runs."""
    for _ in range(WARM_UP):
        act()
    times, computed = [], []
    for _ in range(rounds):
        start, begin = time.perf_counter(), time.process_time()
        act()
        times.append((time.perf_counter() - start) * 1000)
        computed.append((time.process_time() - begin) * 1000)
    times.sort()
    return statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))], statistics.median(computed)
