"""Writing a letter: a sealed row in the transaction of what it tells, and the bell once that is committed."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language

from config.lib.sealing import seal
from members.activity.bell import Bell
from members.letters.models import AccountLetter

PURPOSE = "letter"
CODES = timedelta(minutes=15)
LINKS = timedelta(hours=1)
NOTICES = timedelta(days=2)
TASK = "members.letters.send"

_bell = Bell(TASK)


@dataclass(frozen=True)
class Words:
    """What one letter says; `useful_for` is how long it helps whoever gets it."""

    subject: str
    lines: list[str]
    code: str = ""
    button: str = ""
    url: str = ""
    why: str = ""
    after: list[str] = field(default_factory=list)
    useful_for: timedelta = NOTICES


class NotInTransactionError(RuntimeError):
    """A letter was written outside the act that it tells; a mistake in the code that writes it."""


def write(kind: str, *, to: str, words: Words, key: str = "") -> AccountLetter:
    """Put a letter into the outbox, in the running transaction. A second one under the same `key` is the first one.

    Costs one INSERT and never waits for a mail server. Raises NotInTransactionError.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(f"The letter {kind!r} was written outside a transaction.")
    said = asdict(words) | {"to": to, "language": get_language() or "en"}
    del said["useful_for"]
    letter, _is_new = AccountLetter.objects.get_or_create(
        key=key or f"{kind}.{secrets.token_hex(8)}",
        defaults={
            "kind": kind,
            "sealed": seal(PURPOSE, json.dumps(said)),
            "useful_until": timezone.now() + words.useful_for,
        },
    )
    transaction.on_commit(_bell.ring)
    return letter
