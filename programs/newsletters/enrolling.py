"""An issue begins to leave: one row for each reader, due when their window opens; and a test to oneself."""

from __future__ import annotations

import secrets
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.bell import Bell
from members.activity.log import record
from programs.newsletters.receiving import receivers_of
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.windows import begins, clock_of, first_moment

if TYPE_CHECKING:
    from datetime import datetime

    from members.profiles.models import Member
    from programs.newsletters.models import NewsletterIssue

AT_ONCE = 5000
bell = Bell("programs.newsletters.send")


def enrol(issue: NewsletterIssue) -> None:
    """Write the rows, inside a transaction; whoever has one keeps it."""
    due: dict[str, datetime] = {}
    plan, occurrence, now = issue.plan, issue.occurrence, timezone.now()
    people = receivers_of(occurrence).order_by("pk").values_list("pk", "time_zone")
    for some in batched(people.iterator(AT_ONCE), AT_ONCE, strict=False):
        for zone in {zone for _pk, zone in some} - due.keys():
            clock = clock_of(plan, occurrence, zone)
            due[zone] = first_moment(plan, max(now, begins(plan, occurrence, clock)), clock)
        NewsletterLetter.objects.bulk_create(
            [
                NewsletterLetter(key=f"n{issue.pk}.m{pk}", issue=issue, member_id=pk, retry_at=due[zone])
                for pk, zone in some
            ],
            ignore_conflicts=True,
        )
    transaction.on_commit(bell.ring)


@transaction.atomic
def send_test(issue: NewsletterIssue, *, by: Member) -> NewsletterLetter:
    """Send a manager the issue as they would get it now; neither window nor agreement counts."""
    row: NewsletterLetter = NewsletterLetter.objects.create(
        key=f"test.{secrets.token_hex(8)}", issue=issue, member=by, is_test=True
    )
    record("newsletter.tested", actor=by, subject=issue.occurrence)
    transaction.on_commit(bell.ring)
    return row
