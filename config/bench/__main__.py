"""All figures of docs/performance.md in one go: `bin/bench`. Builds what is missing, measures, prints Markdown.

Each size has a home of its own (var/bench-10000 and so on) with engines of its own. The sizes take turns, several
times, so that a busy minute of the machine touches all of them; each figure is the median of its turns.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
POSTS_PER_THREAD = 20
GROWTH = 1.2
"""How many times slower the largest may be than the smallest."""


def main() -> None:
    """Build, measure in turns, print."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="posts")
    parser.add_argument("--turns", type=int, default=3, help="how often each size is measured")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for in a turn")
    parser.add_argument("--home", type=Path, default=ROOT / "var", help="where the data sets are kept")
    parser.add_argument("--index-up-to", type=int, default=100_000, help="sizes whose search index is built")
    asked = parser.parse_args()
    homes = {posts: asked.home / f"bench-{posts}" for posts in sorted(asked.sizes)}
    for posts, home in homes.items():
        _build(posts, home, indexed=posts <= asked.index_up_to)
    turns: dict[int, list[list[dict[str, Any]]]] = {posts: [] for posts in homes}
    for turn in range(asked.turns):
        for posts, home in homes.items():
            _say(f"{posts:,} posts, turn {turn + 1} of {asked.turns}")
            turns[posts].append(json.loads(_manage(home, "bench", "--measure", "--json", f"--rounds={asked.rounds}")))
    indexed = {posts for posts in homes if posts <= asked.index_up_to}
    sys.stdout.write(growth_table({posts: _medians(each) for posts, each in turns.items()}, indexed) + "\n")
    middle = sorted(homes)[len(homes) // 2]
    _say(f"pages per second at {middle:,} posts")
    sys.stdout.write(_manage(homes[middle], "bench", "--pages-per-second"))


def growth_table(sizes: dict[int, dict[tuple[str, str], tuple[int, float]]], indexed: set[int]) -> str:
    """Milliseconds of each page at each size, and how they grow. Pure, so that it can be tested."""
    columns = sorted(sizes)
    lines = [
        f"| page | reader | queries | {' | '.join(f'{posts:,} posts, ms' for posts in columns)} | growth |",
        "| --- " * (len(columns) + 4) + "|",
    ]
    for page, reader in sizes[columns[0]]:
        counts = columns if page != "search" else [posts for posts in columns if posts in indexed]
        if not counts:
            continue
        found = {posts: sizes[posts][page, reader] for posts in counts}
        cells = [f"{found[posts][1]:.1f}" if posts in found else "" for posts in columns]
        growth = found[counts[-1]][1] / max(found[counts[0]][1], 0.001) if len(counts) > 1 else 1
        mark = "" if growth <= GROWTH else ", above the aim"
        queries = max(queries for queries, _ in found.values())
        lines.append(f"| {page} | {reader} | {queries} | {' | '.join(cells)} | {growth:.2f}{mark} |")
    return "\n".join(lines)


def _medians(turns: list[list[dict[str, Any]]]) -> dict[tuple[str, str], tuple[int, float]]:
    """Queries and the median of medians, by page and reader."""
    found: dict[tuple[str, str], tuple[int, float]] = {}
    for row in turns[0]:
        same = [other for turn in turns for other in turn if _name(other) == _name(row)]
        found[_name(row)] = row["queries"], statistics.median(other["median_ms"] for other in same)
    return found


def _name(row: dict[str, Any]) -> tuple[str, str]:
    return row["page"], row["reader"]


def _build(posts: int, home: Path, *, indexed: bool) -> None:
    done = home / "bench-built"
    _manage(home, "migrate", "--verbosity=0")  # a data set that was kept may be of an earlier version
    if done.exists():
        return
    _say(f"building {posts:,} posts in {home}")
    _manage(home, "bench", f"--posts={posts}", f"--threads={max(10, posts // POSTS_PER_THREAD)}")
    if indexed:
        _say(f"building the search index of {posts:,} posts")
        _manage(home, "reindex_search")
    done.touch()


def _manage(home: Path, *words: str) -> str:
    """What a management command prints, in a home of its own; a command that fails ends all with its own words."""
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "BROKER_URL")}
    own |= {"TALKOOT_HOME": str(home), "TALKOOT_LOCAL": "1"}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *words],
        cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        sys.exit(f"manage.py {words[0]} did not work in {home}.")
    return ran.stdout


def _say(words: str) -> None:
    sys.stderr.write(f"... {words}\n")


if __name__ == "__main__":
    main()
