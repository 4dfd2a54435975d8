"""Sending what stands in the outbox: rights asked again, read things left out, failures tried again later.

A mail is claimed by booking its next try before the first byte leaves. A worker that is killed therefore repeats a mail
at most once, under the same Message-ID, by which mail programs know it for the same.
"""

from __future__ import annotations

import random
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPServerDisconnected

import structlog
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from members.notifications.letters import letter_for, why_not
from members.notifications.models import Mail

log = structlog.get_logger(__name__)

LAST_ATTEMPT = 8
FIRST_WAIT_SECONDS = (
    120  # longer than the mail server may keep us waiting (20 s), so that nobody else sends it meanwhile
)
LONGEST_WAIT_SECONDS = 4 * 3600


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    sent = 0
    for _round in range(most):
        mail = _claim()
        if mail is None:
            break
        try:
            sent += _send(mail)
        except OSError as error:  # smtplib's errors are OSErrors
            _note_failure(mail, error)
            if isinstance(error, ConnectionError | TimeoutError | SMTPConnectError | SMTPServerDisconnected):
                break
        except Exception as error:
            # One mail that cannot be written must not keep the others back.
            _note_failure(mail, error)
    return sent


@transaction.atomic
def _claim() -> Mail | None:
    """The next mail that is due, with its next try booked; rows another worker holds are skipped."""
    mail: Mail | None = Mail.objects.due().select_for_update(skip_locked=True).order_by("retry_at").first()
    if mail is not None:
        mail.attempts += 1
        mail.retry_at = timezone.now() + wait_after(mail.attempts)
        mail.save(update_fields=["attempts", "retry_at"])
    return mail


def wait_after(attempt: int) -> timedelta:
    """Until the next try: two minutes, then three times as long each time up to four hours, give or take a fifth."""
    seconds = min(FIRST_WAIT_SECONDS * 3 ** (attempt - 1), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, guards nothing


def _send(mail: Mail) -> bool:
    """Send one mail, if it still may and needs to be sent."""
    reason = why_not(mail)
    letter = None if reason else letter_for(mail)
    if letter is None:
        _drop(mail, reason or "gone")
        return False
    django_mail.mailers["default"].send_messages([letter])
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), last_error="")
    return True


def _drop(mail: Mail, reason: str) -> None:
    Mail.objects.filter(pk=mail.pk).open().update(dropped_at=timezone.now(), dropped_why=reason)


def _note_failure(mail: Mail, error: Exception) -> None:
    """Keep what went wrong; after the last try, give up."""
    log.warning("A notification mail was not sent.", mail=mail.pk, attempt=mail.attempts, error=str(error))
    words = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
    Mail.objects.filter(pk=mail.pk).update(last_error=words)
    if mail.attempts >= LAST_ATTEMPT:
        _drop(mail, "failed")
