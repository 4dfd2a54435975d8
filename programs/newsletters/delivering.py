"""Sending: a batch is taken and written at once, and for each letter it is asked once more whether it may leave.

As with the digest, taking books the next try, and a letter is marked as leaving before it is handed over. What a killed
worker had in hand may have left or not: it ends as failed, for a person to see.
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

from django.core import mail as django_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from config.lib.mail_wire import hand_over
from members.activity import outbox
from members.digest.delivering import BOOKED, IN_DOUBT, WORKED_SECONDS
from members.digest.keeping import kept_back
from members.installation.sending import sender
from members.replying.bouncing import note_refusal
from programs.newsletters.models import NewsletterIssue
from programs.newsletters.receiving import inside, may_get
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.windows import clock_of, ends, first_moment
from programs.newsletters.writing import Writing

if TYPE_CHECKING:
    from datetime import datetime

    from config.lib.mail import Sender
    from members.profiles.models import Member
    from programs.newsletters.writing import Written

BATCH = 400
TEST_KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Ready:
    """A letter that may leave now, with what is in it."""

    row: NewsletterLetter
    member: Member
    writing: Writing
    written: Written


def deliver(seconds: float = 20) -> int:
    """Send what is due, batch by batch, for about so long. Returns how many left; a server that is away ends it."""
    stops, sent = time.monotonic() + seconds, 0
    while time.monotonic() < stops and not outbox.is_away():
        rows = _take()
        if not rows:
            break
        sent += _send_batch(rows)
    return sent


@transaction.atomic
def _take() -> list[NewsletterLetter]:
    """Rows that are due, with their next try booked; those another worker holds are skipped."""
    due = NewsletterLetter.objects.due().select_for_update(of=("self",), skip_locked=True)
    rows: list[NewsletterLetter] = list(due.order_by("retry_at")[:BATCH])
    in_doubt = [row.pk for row in rows if row.leaving_at is not None]
    _end(in_doubt, "failed", last_error=IN_DOUBT)
    rows, booked = [row for row in rows if row.leaving_at is None], timezone.now() + BOOKED
    for row in rows:
        row.attempts, row.retry_at = row.attempts + 1, booked
    mine = NewsletterLetter.objects.filter(pk__in=[row.pk for row in rows])
    mine.update(attempts=F("attempts") + 1, retry_at=booked)
    return rows


def _send_batch(rows: list[NewsletterLetter]) -> int:
    stops, sent = time.monotonic() + WORKED_SECONDS, 0
    waiting = {row.pk for row in rows}
    house, server = sender(), django_mail.mailers["default"]
    try:
        for ready in _ready(rows, waiting):
            if time.monotonic() > stops:
                break
            waiting.discard(ready.row.pk)
            try:
                sent += _send(ready, house, server)
            except Exception as error:
                ready.row.note_failure(error)
                with suppress(Exception):  # what is left of a connection that broke
                    server.close()
                if outbox.note_away(error):
                    break
    finally:
        _put_back(waiting, timezone.now())
        with suppress(Exception):
            server.close()
    return sent


def _ready(rows: list[NewsletterLetter], waiting: set[int]) -> list[Ready]:
    """Those that may leave now, issue by issue; all others are ended or put off, and do not wait any more."""
    found, by_issue = [], defaultdict[int, list[NewsletterLetter]](list)
    for row in rows:
        by_issue[row.issue_id].append(row)
    issues = NewsletterIssue.objects.select_related("occurrence__program__audience", "occurrence__program__space")
    for issue in issues.filter(pk__in=by_issue):
        members = may_get(issue.occurrence, [row.member_id for row in by_issue[issue.pk]])
        left = _in_their_window(issue, by_issue[issue.pk], members)
        writing = Writing(issue, {row.member_id: members[row.member_id] for row in left})
        written = writing.written()
        gone = {row.pk for row in left if not written[row.member_id].is_worth_it}
        _end(gone, "gone")
        waiting -= {row.pk for row in by_issue[issue.pk]} - {row.pk for row in left} | gone
        found += [
            Ready(row, members[row.member_id], writing, written[row.member_id]) for row in left if row.pk not in gone
        ]
    return found


def _in_their_window(
    issue: NewsletterIssue, rows: list[NewsletterLetter], members: dict[int, Member]
) -> list[NewsletterLetter]:
    now, plan, occurrence = timezone.now(), issue.plan, issue.occurrence
    left, ended = [], defaultdict[str, list[int]](list)
    later: dict[datetime, list[int]] = defaultdict(list)
    nights = kept_back([members[row.member_id] for row in rows if row.member_id in members and not row.is_test], now)
    for row in rows:
        member = members.get(row.member_id)
        if member is None:
            ended["stopped"].append(row.pk)
            continue
        clock = clock_of(plan, occurrence, member.time_zone)
        until = now if row.is_test else first_moment(plan, nights.get(member.pk, now), clock)
        too_late = row.created_at + TEST_KEPT if row.is_test else ends(plan, occurrence, clock)
        if until >= too_late:
            ended["late"].append(row.pk)
        elif until > now:
            later[until].append(row.pk)
        else:
            left.append(row)
    for why, ids in ended.items():
        _end(ids, why)
    for moment, ids in later.items():
        _put_back(ids, moment)
    return left


def _send(ready: Ready, house: Sender, server: Any) -> bool:
    """Write one and hand it over, unless it ended or was stopped since the batch began."""
    row, member = ready.row, ready.member
    letter = ready.writing.letter(row, member, ready.written, house)
    server.open()
    if not _may_leave(row, ready.writing.issue):
        return False
    try:
        hand_over(server, letter)
    except SMTPRecipientsRefused as refused:
        if not note_refusal(member, refused):
            raise
        row.drop("refused")
        return False
    row.mark_left()
    return True


def _may_leave(row: NewsletterLetter, issue: NewsletterIssue) -> bool:
    """The last look: one statement marks it as leaving if its member still may and wants it, and nobody stopped it.

    What was stopped, changed and let go on since it was read is put back too: its words are others by now.
    """
    mine = NewsletterLetter.objects.open().filter(pk=row.pk, leaving_at=None, member__in=inside(issue.occurrence))
    goes_on = NewsletterIssue.objects.filter(pk=issue.pk, held_at=None, edition=issue.edition)
    if not row.is_test:
        mine = mine.filter(issue__in=goes_on)
    if mine.update(leaving_at=timezone.now()):
        return True
    if row.is_test or goes_on.exists():
        row.drop("stopped")
    else:
        _put_back([row.pk], timezone.now())
    return False


def _end(ids: Any, why: str, **more: str) -> None:
    if ids:
        rows = NewsletterLetter.objects.open().filter(pk__in=ids)
        rows.update(dropped_at=timezone.now(), dropped_why=why, **more)


def _put_back(ids: Any, until: datetime) -> None:
    """What was taken and not tried is due again at that moment, and the try does not count."""
    if ids:
        rows = NewsletterLetter.objects.open().filter(pk__in=ids)
        rows.update(attempts=F("attempts") - 1, retry_at=until)
