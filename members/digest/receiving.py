"""Who may get a digest now: asked when it is made, when it is written, and once more before each one leaves."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from members.digest.models import Digest, DigestChoice
from members.notifications.models import MailStop
from members.profiles.models import Member
from members.replying.models import Unreachable

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


def receivers() -> MemberQuerySet:
    """Members who can be reached by mail and did not stop the digest."""
    stopped = DigestChoice.objects.filter(member=OuterRef("pk"), stopped_at__isnull=False)
    return reachable().exclude(Exists(stopped))


def reachable() -> MemberQuerySet:
    """Members with an open account and a proven address that takes mail, who did not stop all mail."""
    proven = EmailAddress.objects.annotate(lower=Lower("email")).filter(
        user=OuterRef("pk"), verified=True, lower=Lower(OuterRef("email"))
    )
    lost = Unreachable.objects.filter(member=OuterRef("pk"), address=OuterRef("email"), stopped_at__isnull=False)
    free = Q(suspended_until=None) | Q(suspended_until__lte=timezone.now())
    refused = Exists(MailStop.objects.filter(member=OuterRef("pk"))) | Exists(lost)
    return Member.objects.present().filter(free, Exists(proven)).exclude(refused)


def may_get(members: Collection[int]) -> dict[int, Member]:
    """Of these, those who may get one now, by number: one query."""
    return {member.pk: member for member in receivers().filter(pk__in=members).defer("about", "line")}


# The same as `receivers`, for rows: asked for a few letters at a time, which must not take long.
_LAST_LOOK = """
SELECT row.id
    FROM members_digest AS row JOIN members_member AS member ON member.id = row.member_id
    WHERE row.id = ANY(%(rows)s) AND row.sent_at IS NULL AND row.dropped_at IS NULL
        AND member.is_active AND member.confirmed_at IS NOT NULL
        AND (member.suspended_until IS NULL OR member.suspended_until <= %(now)s)
        AND EXISTS (
            SELECT FROM account_emailaddress AS proven
            WHERE proven.user_id = member.id AND proven.verified AND lower(proven.email) = lower(member.email)
        )
        AND NOT EXISTS (SELECT FROM members_mailstop AS stop WHERE stop.member_id = member.id)
        AND NOT EXISTS (
            SELECT FROM members_digestchoice AS choice
            WHERE choice.member_id = member.id AND choice.stopped_at IS NOT NULL
        )
        AND NOT EXISTS (
            SELECT FROM members_unreachable AS lost
            WHERE lost.member_id = member.id AND lost.address = member.email AND lost.stopped_at IS NOT NULL
        )
"""


def still_may(digests: Collection[Digest]) -> set[int]:
    """The last look before they leave: the numbers of those that still may, whatever came since the batch began."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_LOOK, {"rows": [row.pk for row in digests], "now": timezone.now()})
        return {pk for (pk,) in cursor.fetchall()}
