"""Sending memos: each is looked at once more before it leaves, and leaves once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from smtplib import SMTPRecipientsRefused

from django.core import mail as django_mail
from django.utils import timezone

from members.activity import outbox
from members.digest.delivering import IN_DOUBT
from members.digest.keeping import kept_back
from members.replying.bouncing import note_refusal
from metrics.memos.models import Memo
from metrics.memos.receiving import may_get
from metrics.memos.writing import letter_for, told_to

WAIT = timedelta(minutes=20)
"""Until it is looked again whether the numbers of the week have been made."""
KEPT = timedelta(days=400)
"""So long it is known who got which memo."""


def deliver(most: int = 200) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    return outbox.deliver(Memo.objects, _send, most)


def tidy() -> int:
    """Forget who got what, when it is old. Returns how many rows went."""
    return int(Memo.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0])


def too_late(memo: Memo) -> datetime:
    """From when on it is not sent any more: the Saturday of its week."""
    saturday = datetime.combine(memo.week + timedelta(days=5), time.min)
    return timezone.make_aware(saturday, timezone.get_default_timezone())


def _send(memo: Memo) -> bool:
    if memo.leaving_at is not None:
        Memo.objects.open().filter(pk=memo.pk).update(last_error=IN_DOUBT)
        memo.drop("failed")
        return False
    member, now = may_get(memo.member_id), timezone.now()
    if member is None or now >= too_late(memo):
        memo.drop("stopped" if member is None else "late")
        return False
    until = kept_back([member], now).get(member.pk)
    told = None if until else told_to(member, memo.week)
    if told is None:
        memo.put_off(until or now + WAIT)
        return False
    if may_get(memo.member_id) is None or not memo.begin_to_leave():
        memo.drop("stopped")
        return False
    try:
        django_mail.mailers["default"].send_messages([letter_for(memo.key, member, told)])
    except SMTPRecipientsRefused as refused:
        if not note_refusal(member, refused):
            raise
        memo.drop("refused")
        return False
    memo.mark_left()
    return True
