"""The table from outside: who may see what. What does not exist yet is named with its reason."""

import csv
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases" / "authz"

NOT_YET = {
    "poll_votes_who": "a vote has no words of its own; tests/community/polls/test_secrecy.py looks for it",
    "ama_anonymous_author": "it is kept nowhere; tests/programs/amas/test_anonymous.py looks for it",
    "member_ip": "no address is kept beyond the member's own list of sessions",
    "experiment_assignment": "a number without words of its own; tests/members/experiments look for it",
    "webhook_secret": "sealed, and on no page; tests/members/journeys/test_calls.py looks for it",
    "export_file": "there is no export",
}
"""Objects of the table the product does not have."""

NO_SURFACE = {
    "webhook_payload": (
        r"webhook",
        "what is told has no address; tests/members/journeys/test_calls.py reads it",
    ),
    "own_data_export": (r"export", "there is no export"),
}
"""Surfaces of the table the product does not have: how their addresses would look, and why there are none."""

SURFACES = {
    "html_page", "htmx_fragment", "search_results", "search_suggest_autocomplete", "similar_topics", "sse_stream",
    "notification_text", "email_notification", "email_digest", "quote_in_other_thread", "profile_activity",
    "attachment_url", "rss_public", "sitemap", "opengraph_meta", "error_page_and_status", "counts_and_sort_order",
    "http_cache_second_reader", "onebox_preview_for_others", "admin_reports_csv",
    "moderation_queue", "calendar_feed", "feed_with_token", "rest_api",
}  # fmt: skip
"""Surfaces it has: the walk reads every byte of the pages, and tests of their own look at streams, mail and caches."""


def folder() -> Path:
    """Where the tables are; without them the test fails in CI and is skipped in words elsewhere."""
    if not FOLDER.is_dir():
        words = f"THE TABLES FROM OUTSIDE ARE MISSING: {FOLDER} does not exist, nobody's rights were checked"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(words)
        pytest.skip(words)
    return FOLDER


@cache
def policy() -> dict[str, Any]:
    """The table of objects and roles."""
    read: dict[str, Any] = json.loads((folder() / "policy.json").read_text())
    return read


@cache
def rows(name: str) -> list[dict[str, str]]:
    """One of the long tables."""
    with (folder() / name).open(newline="") as file:
        return list(csv.DictReader(file))


def sees(thing: str, role: str) -> bool:
    """Whether this role may read the object in full: "own" is the author; masked, counted or by report is not."""
    letter = policy()["objects"][thing][role]
    return letter == "F" or (letter == "O" and role == "member")


def sees_reported(thing: str, role: str) -> bool:
    """Whether this role may read it in a case about it, where the look is recorded."""
    return sees(thing, role) or policy()["objects"][thing][role] == "R"
