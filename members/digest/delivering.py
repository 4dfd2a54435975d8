"""Sending digests: a batch is taken and written at once, and each of it is looked at once more before it leaves.

A batch is taken by booking its next try. A worker stops sending well before that, so that no row is ever sent by two;
one that is killed leaves the rest of its batch until then, and repeats one letter at most, under the same Message-ID:
each is marked before the next one is handed over.
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

from django.core import mail as django_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.mail_wire import hand_over
from members.activity import outbox
from members.digest.drawing import Subjects
from members.digest.keeping import kept_back
from members.digest.letters import letter_for, pause_letter_for
from members.digest.models import Digest
from members.digest.receiving import may_get, still_may
from members.digest.sections import Readers
from members.digest.showing import Told, told
from members.installation.sending import sender
from members.replying.bouncing import note_refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from config.lib.mail import Letter, Sender
    from members.profiles.models import Member

BATCH, FEW = 1000, 20
BOOKED = timedelta(seconds=180)
WORKED_SECONDS = 45
"""Together with the longest wait for a mail server well within BOOKED."""
LATE = timedelta(days=3)

outbox.register(outbox.Outbox("digests", _("Weekly digests"), lambda: Digest.objects.exclude(chosen_at=None)))


@dataclass(frozen=True)
class Writer:
    """Writes the letters of a batch: from whom they are, and who gets which subject."""

    house: Sender
    subjects: Subjects

    def __call__(self, row: Digest, member: Member, words: Told | None) -> Letter:
        """One letter."""
        if words is None:
            return pause_letter_for(row, member, self.house)
        return letter_for(row, member, words, self.house, None if row.is_test else self.subjects.of(member))


def deliver(seconds: float = 20) -> int:
    """Send what is due, batch by batch, for about so long. Returns how many left; a server that is away ends it."""
    ends, sent = time.monotonic() + seconds, 0
    while time.monotonic() < ends and not outbox.is_away():
        rows = _take()
        if not rows:
            break
        sent += _send_batch(rows)
    return sent


@transaction.atomic
def _take() -> list[Digest]:
    """Rows that are due, with their next try booked; those another worker holds are skipped."""
    due = Digest.objects.due().select_for_update(skip_locked=True)
    rows: list[Digest] = list(due.order_by("retry_at")[:BATCH])
    booked = timezone.now() + BOOKED
    for row in rows:
        row.attempts, row.retry_at = row.attempts + 1, booked
    Digest.objects.filter(pk__in=[row.pk for row in rows]).update(attempts=F("attempts") + 1, retry_at=booked)
    return rows


def _send_batch(rows: list[Digest]) -> int:
    stops, sent = time.monotonic() + WORKED_SECONDS, 0
    members = may_get([row.member_id for row in rows])
    left = _ready(rows, members)
    found = told_of(left, members)
    write = Writer(sender(), Subjects([row.member_id for row in left if not row.is_test]))
    server = django_mail.mailers["default"]
    try:
        look = LastLook()
        while left and time.monotonic() < stops:
            may = look.lets_first_of(left)
            row = left.pop(0)
            try:
                if _send(row, members[row.member_id], found.get(row.pk), write, server if may else None):
                    sent += 1
                    look.note_left(row, left)
            except Exception as error:
                row.note_failure(error)
                with suppress(Exception):  # what is left of a connection that broke
                    server.close()
                if outbox.note_away(error):
                    break
    finally:
        _put_back([row.pk for row in left], timezone.now())
        with suppress(Exception):
            server.close()
    return sent


def _ready(rows: list[Digest], members: dict[int, Member]) -> list[Digest]:
    """Those that may leave now: without what nobody wants any more, what is too late, and what waits for its hour."""
    now, left, ended = timezone.now(), [], defaultdict[str, list[int]](list)
    later: dict[datetime, list[int]] = defaultdict(list)
    waits = kept_back([members[row.member_id] for row in rows if row.member_id in members and not row.is_test], now)
    for row in rows:
        until = None if row.is_test else waits.get(row.member_id)
        if row.member_id not in members:
            ended["stopped"].append(row.pk)
        elif row.created_at < now - LATE:
            ended["late"].append(row.pk)
        elif until is not None:
            later[until].append(row.pk)
        else:
            left.append(row)
    for why, ids in ended.items():
        Digest.objects.open().filter(pk__in=ids).update(dropped_at=now, dropped_why=why)
    for until, ids in later.items():
        _put_back(ids, until)
    return left


def told_of(rows: Iterable[Digest], members: dict[int, Member]) -> dict[int, Told]:
    """The digests of these rows as their members may read them now, by row."""
    found: dict[int, Told] = {}
    # A test beside a member's own digest is a matter of its own: a reader stands in a batch once.
    for is_test in (False, True):
        mine = [row for row in rows if row.is_test == is_test and not row.is_pause and row.since is not None]
        if mine:
            by_member = {row.member_id: row for row in mine}
            readers = Readers({members[pk]: row.since or row.created_at for pk, row in by_member.items()})
            words = told(readers, {pk: row.chosen for pk, row in by_member.items()})
            found |= {row.pk: words[pk] for pk, row in by_member.items()}
    return found


@dataclass
class LastLook:
    """Which of the next few may still leave; one that ended meanwhile is noticed when the one before it has left."""

    looked_at: set[int] = field(default_factory=set)
    may: set[int] = field(default_factory=set)

    def lets_first_of(self, left: list[Digest]) -> bool:
        """Whether the first of these may leave."""
        if left[0].pk not in self.looked_at:
            few = left[:FEW]
            self.looked_at, self.may = {row.pk for row in few}, still_may(few)
        return left[0].pk in self.may

    def note_left(self, row: Digest, left: list[Digest]) -> None:
        """Write down that a row has left, before anything else is done, and see whether the next one ended."""
        if not row.mark_sent_before(left[0] if left else None):
            self.looked_at.clear()


def _send(row: Digest, member: Member, words: Told | None, write: Writer, server: Any | None) -> bool:
    """Hand one to the server, if it has something to say; without a server, it may not leave any more."""
    if not row.is_pause and (words is None or not words.is_worth_it):
        row.drop("gone")
        return False
    if server is None:
        row.drop("stopped")
        return False
    letter = write(row, member, words)
    server.open()
    try:
        hand_over(server, letter)
    except SMTPRecipientsRefused as refused:
        if not note_refusal(member, refused):
            raise
        row.drop("refused")
        return False
    return True


def _put_back(ids: list[int], until: datetime) -> None:
    """What was taken and not tried is due again at that moment, and the try does not count."""
    if ids:
        Digest.objects.open().filter(pk__in=ids).update(attempts=F("attempts") - 1, retry_at=until)
