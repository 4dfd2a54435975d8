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
    "direct_message": "there are no messages between members",
    "poll_votes_who": "there are no polls",
    "poll_counts_before_close": "there are no polls",
    "ama_anonymous_author": "there are no programs",
    "flag_report": "there are no reports",
    "flag_reporter_identity": "there are no reports",
    "moderator_notes": "there is no review queue",
    "member_ip": "no address is kept beyond the member's own list of sessions",
    "experiment_assignment": "there are no experiments",
    "survey_answers": "there are no surveys",
    "webhook_secret": "there are no webhooks",
    "export_file": "there is no export",
}
"""Objects of the table the product does not have."""

NO_SURFACE = {
    "rest_api", "calendar_feed", "moderation_queue", "webhook_payload", "onebox_preview_for_others",
    "admin_reports_csv", "own_data_export", "email_digest", "feed_with_token",
}  # fmt: skip
"""Surfaces of the table the product does not have."""


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
