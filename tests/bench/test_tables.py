"""What the bench prints: growth from the smallest to the largest, and what wrk said."""

import pytest
from django.core.management.base import CommandError

from config.bench.__main__ import growth_table
from config.bench.loading import read_wrk

SAID = """\
Running 2s test @ http://127.0.0.1:8977/
  Latency Distribution
     50%    1.83ms
     75%    2.10ms
     90%    3.00ms
     99%   20.10ms
  870 requests in 2.00s, 6.10MB read
Requests/sec:    435.21
"""


def test_wrk_is_read_in_milliseconds() -> None:
    seen = read_wrk(SAID, "/")
    assert (seen.per_second, seen.median_ms, seen.p99_ms) == (435.21, 1.83, 20.1)
    assert read_wrk(SAID.replace("1.83ms", "830.00us"), "/").median_ms == pytest.approx(0.83)


def test_refused_pages_are_no_figure() -> None:
    with pytest.raises(CommandError, match="12 answers were refused"):
        read_wrk(SAID + "  Non-2xx or 3xx responses: 12\n", "/")
    with pytest.raises(CommandError, match="wrk said nothing"):
        read_wrk("", "/")


def test_growth_stands_beside_each_page() -> None:
    sizes = {
        10_000: {("home", "member"): (11, 20.0), ("search", "member"): (9, 8.0)},
        1_000_000: {("home", "member"): (11, 30.0), ("search", "member"): (9, 0.1)},
    }
    table = growth_table(sizes, indexed={10_000}).splitlines()
    assert table[0] == "| page | reader | queries | 10,000 posts, ms | 1,000,000 posts, ms | growth |"
    assert table[1] == "| --- | --- | --- | --- | --- | --- |"
    assert table[2] == "| home | member | 11 | 20.0 | 30.0 | 1.50, above the aim |"
    assert table[3] == "| search | member | 9 | 8.0 |  | 1.00 |"
