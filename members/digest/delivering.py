"""Sending digests: a batch is taken and written at once, and each of it is looked at once more before it leaves.

A batch is taken by booking its next try. A worker stops sending well before that, so that no row is ever sent by two;
one that is killed leaves the rest of its batch until then. Each is marked as leaving before it is handed over, so none
leaves twice; the one that a killed worker had in hand may have left or not, and is kept as failed, for a person to see.
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
IN_DOUBT = "A worker was ended while it handed this over: it may have left, so it is not sent again."

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
    in_doubt = [row.pk for row in rows if row.leaving_at is not None]
    Digest.objects.filter(pk__in=in_doubt).update(dropped_at=timezone.now(), dropped_why="failed", last_error=IN_DOUBT)
    rows, booked = [row for row in rows if row.leaving_at is None], timezone.now() + BOOKED
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
    door = Door(django_mail.mailers["default"])
    try:
        while left and time.monotonic() < stops:
            may = door.lets_first_of(left)
            row = left.pop(0)
            try:
                sent += may and _send(row, members[row.member_id], found.get(row.pk), write, door)
            except Exception as error:
                row.note_failure(error)
                with suppress(Exception):  # what is left of a connection that broke
                    door.server.close()
                if outbox.note_away(error):
                    break
    finally:
        _put_back([row.pk for row in left], timezone.now())
        door.close()
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
class Door:
    """What letters leave through: looked at a few at a time, handed over one by one, and marked at once."""

    server: Any
    looked_at: set[int] = field(default_factory=set)
    may: set[int] = field(default_factory=set)
    left: Digest | None = None
    """The one that left last, until that is written down."""

    def lets_first_of(self, left: list[Digest]) -> bool:
        """Whether the first of these may leave, as it was when the last look was taken; one that may not is dropped."""
        if left[0].pk not in self.looked_at:
            few = left[:FEW]
            self.looked_at, self.may = {row.pk for row in few}, still_may(few)
        if left[0].pk not in self.may:
            left[0].drop("stopped")
        return left[0].pk in self.may

    def hand_over(self, row: Digest, letter: Letter) -> bool:
        """Give it to the server, unless it ended since the last look. Raises what the server says."""
        self.server.open()
        left, self.left = self.left, None
        if not Digest.pass_on(left, row):
            return False
        hand_over(self.server, letter)
        self.left = row
        return True

    def close(self) -> None:
        """The last one has left; nothing more comes."""
        Digest.pass_on(self.left, None)
        with suppress(Exception):
            self.server.close()


def _send(row: Digest, member: Member, words: Told | None, write: Writer, door: Door) -> bool:
    """Write one and hand it over, if it has something to say."""
    if not row.is_pause and (words is None or not words.is_worth_it):
        row.drop("gone")
        return False
    letter = write(row, member, words)
    try:
        return door.hand_over(row, letter)
    except SMTPRecipientsRefused as refused:
        if not note_refusal(member, refused):
            raise
        row.drop("refused")
        return False


def _put_back(ids: list[int], until: datetime) -> None:
    """What was taken and not tried is due again at that moment, and the try does not count."""
    if ids:
        Digest.objects.open().filter(pk__in=ids).update(attempts=F("attempts") - 1, retry_at=until)
