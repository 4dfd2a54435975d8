"""One submission makes one thing, whatever is pressed twice: its key finds what an earlier copy made."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from members.profiles.models import Member

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class SameKeyOtherText(ValueError):
    """A submission key was used again for another text."""


KEY_MAX = 64


def typed_key(typed: str) -> str:
    """A key as a form brought it, without what PostgreSQL does not store."""
    return typed.replace("\0", "")[:KEY_MAX]


def sent_before[Row: Model](rows: QuerySet[Row], key: str, signed: str, *, by: Member) -> Row | None:
    """What an earlier copy of this submission made, out of `rows`; inside a transaction.

    Raises SameKeyOtherText if it was sent with other words.
    """
    if not key:
        return None
    # Two copies at the same moment: the second waits here until the first is committed, and then finds what it made.
    Member.objects.one_at_a_time(by)
    digests = rows.filter(author=by, submission=key).values_list("pk", "submission_digest")
    for pk, digest in digests:
        if digest != digest_of(signed):
            raise SameKeyOtherText
        return rows.get(pk=pk)
    return None


def digest_of(signed: str) -> str:
    """What is kept of the words of a submission, to know them again."""
    return hashlib.sha256(signed.encode()).hexdigest()
