"""A community of any size for measuring: deterministic, skewed as real ones are, with real rendered posts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from community.following.models import Follow, Reading
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import PAGE, Thread
from config.bench.copying import copy
from config.bench.wording import Wording
from members.installation.models import Installation
from members.profiles.models import Member

SPACES = 20
LARGEST = 2000
"""Posts in the largest thread; the others follow Zipf's law down to one post."""
HALF_YEAR = timedelta(days=180)
NAME = "Bench"


@dataclass
class Size:
    """How much to build."""

    members: int
    threads: int
    posts: int


def build(size: Size, say: BaseCommand) -> None:
    """Fill an empty database. Raises CommandError where members are that the bench did not make."""
    if Member.objects.exists():
        raise CommandError("There are members already. Measure in a database of its own: TALKOOT_HOME=var/bench.")
    chance, words = random.Random(size.posts), Wording(random.Random(7))  # noqa: S311 - the same every time
    Installation.objects.update_or_create(id=1, defaults={"name": NAME, "opened_at": timezone.now()})
    Installation.current().forget()
    say.stdout.write(f"{copy(Member, _members(size))} members, {copy(Space, _spaces())} spaces")
    sizes = sizes_of(size)
    threads = list(_threads(size, sizes, chance, words))
    say.stdout.write(f"{copy(Thread, threads)} threads, the largest with {max(sizes)} posts")
    say.stdout.write(f"{copy(Post, _posts(threads, size, chance, words))} posts")
    copy(Follow, _follows(size, threads, chance))
    copy(Reading, _readings(size, threads, chance))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def sizes_of(size: Size) -> list[int]:
    """Posts per thread: Zipf's law with the largest capped, adding up to the wanted number, at least one each."""
    weights = [1 / (rank + 1) ** 0.8 for rank in range(size.threads)]
    free = size.posts - size.threads
    scale = free / sum(weights)
    sizes = [1 + min(LARGEST - 1, int(weight * scale)) for weight in weights]
    short, at = size.posts - sum(sizes), 0
    while short > 0:
        step = min(short, LARGEST - sizes[at], max(1, short // max(1, size.threads - at)))
        sizes[at] += max(0, step)
        short -= max(0, step)
        at = (at + 1) % size.threads
    return sizes


def _members(size: Size) -> Iterator[dict[str, Any]]:
    now = timezone.now()
    for number in range(1, size.members + 1):
        yield {
            "id": number, "handle": f"member-{number}", "name": f"Member {number}", "password": "!",
            "email": f"member-{number}@bench.example.org", "joined_at": now - timedelta(days=number % 700 + 1),
        }  # fmt: skip


def _spaces() -> Iterator[dict[str, Any]]:
    for number in range(1, SPACES + 1):
        yield {
            "id": number, "name": f"Space {number}", "slug": f"space-{number}", "hue": number % 12,
            "position": number, "purpose": "A place to measure", "visibility": "open",
        }  # fmt: skip


def _threads(size: Size, sizes: list[int], chance: random.Random, words: Wording) -> Iterator[dict[str, Any]]:
    now = timezone.now()
    order = list(range(size.threads))
    chance.shuffle(order)  # large threads are not all new or all old
    for number, rank in enumerate(order, 1):
        posts = sizes[rank]
        age = HALF_YEAR * (1 - number / size.threads)
        kind = "question" if number % 3 == 0 else "discussion"
        repliers = sorted({chance.randint(1, size.members) for _ in range(min(3, posts - 1))})
        yield {
            "id": number, "space_id": _skewed(chance, SPACES), "kind": kind, "title": words.title(number),
            "slug": f"thread-{number}", "author_id": chance.randint(1, size.members), "excerpt": words.excerpt(),
            "created_at": now - age - timedelta(days=2), "last_post_at": now - age, "posts_count": posts,
            "repliers": repliers, "people_count": min(posts, 400), "tags": [words.word() for _ in range(number % 3)],
        }  # fmt: skip


def _posts(
    threads: list[dict[str, Any]], size: Size, chance: random.Random, words: Wording
) -> Iterator[dict[str, Any]]:
    post_id = 0
    for thread in threads:
        step = timedelta(days=2) / thread["posts_count"]
        for number in range(1, thread["posts_count"] + 1):
            post_id += 1
            source, html, text = words.post()
            author = thread["author_id"] if number == 1 else chance.randint(1, size.members)
            yield {
                "id": post_id, "thread_id": thread["id"], "number": number, "author_id": author, "source": source,
                "html": html, "text": text, "created_at": thread["created_at"] + step * number, "markup_version": 1,
            }  # fmt: skip


def _follows(size: Size, threads: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Member 1, who is measured, follows five spaces; the largest threads have many followers."""
    number = 0
    for space in range(1, 6):
        number += 1
        yield {"id": number, "member_id": 1, "space_id": space, "level": "everything"}
    for thread in sorted(threads, key=lambda t: -t["posts_count"])[:20]:
        for member in chance.sample(range(1, size.members + 1), min(200, size.members)):
            number += 1
            yield {"id": number, "member_id": member, "thread_id": thread["id"], "level": "everything"}


def _readings(size: Size, threads: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for number, thread in enumerate(chance.sample(threads, min(len(threads), 2000)), 1):
        last = max(1, thread["posts_count"] - chance.choice((0, 0, 3)))
        yield {"id": number, "member_id": 1, "thread_id": thread["id"], "last_number": last}


def _skewed(chance: random.Random, most: int) -> int:
    return min(most, int(chance.paretovariate(0.9)))


def addresses() -> dict[str, str]:
    """What to measure: home, a space, a thread of about one page, the last page of the longest, search."""
    longest = Thread.objects.order_by("-posts_count", "id").first()
    short = Thread.objects.filter(posts_count__gte=PAGE - 2, posts_count__lte=PAGE).order_by("-last_post_at").first()
    if longest is None:
        raise CommandError("There is nothing to measure yet; build first.")
    short = short or longest
    return {
        "home": "/",
        "latest": "/latest/",
        "space": "/s/space-1/",
        "thread of 20": f"{short.get_absolute_url()}?page=1",
        "last page of the longest thread": f"{longest.get_absolute_url()}?page={longest.pages_count}",
        "search": "/search/?q=calendar+rota",
    }
