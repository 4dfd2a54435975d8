"""The digest's rows: how the community wants it, how a member wants it, and one letter for each member and week."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.markup import NullResolver, render
from members.activity.outbox import Sendable, SendableQuerySet
from members.digest.approving import Approvable
from members.digest.ending import Endable
from members.digest.resting import Restable
from members.profiles.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FRIDAY, NINE = 5, 9
READABLE = timedelta(days=60)
"""So long a digest can be read in the browser by its address."""
NOTE_LENGTH = 1500
EVERY = [(1, _("every week")), (2, _("every second week")), (4, _("every fourth week"))]
_DAYS = Q(weekday__gte=1, weekday__lte=7)
_HOURS = Q(hour__gte=0, hour__lte=23)


class DigestPlan(Approvable, models.Model):
    """When the digest leaves unless a member says otherwise, and how its sections stand: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    weekday = models.PositiveSmallIntegerField(default=FRIDAY)  # 1 is Monday
    hour = models.PositiveSmallIntegerField(default=NINE)  # by each member's own clock
    order = ArrayField(models.CharField(max_length=24), default=list)  # sections not named here follow
    left_out = ArrayField(models.CharField(max_length=24), default=list)

    objects: ClassVar[models.Manager[DigestPlan]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="digest_plan_one_row"),
            models.CheckConstraint(condition=_DAYS & _HOURS, name="digest_plan_hour_known"),
        ]

    def __str__(self) -> str:
        return f"day {self.weekday}, {self.hour}:00"

    @classmethod
    def current(cls) -> DigestPlan:
        """The one row; as it comes, where nobody changed anything."""
        return cls.objects.filter(pk=1).first() or cls()

    @classmethod
    def locked(cls) -> DigestPlan:
        """The one row, held until the transaction ends."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update(of=("self",)).get(pk=1)


class DigestNote(Endable, models.Model):
    """A word by the community at the head of the digest; it ends by itself."""

    source = models.TextField(max_length=NOTE_LENGTH)
    ends_at = models.DateTimeField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[DigestNote]] = models.Manager()

    def __str__(self) -> str:
        return f"until {self.ends_at:%Y-%m-%d}"

    @property
    def html(self) -> str:
        """As it stands in the letter."""
        return render(self.source, NullResolver()).html

    @classmethod
    def current(cls) -> DigestNote | None:
        """The word of now, if there is one: the latest that has not ended."""
        return cls.objects.filter(ended_at=None, ends_at__gt=timezone.now()).order_by("-written_at", "-pk").first()


class DigestChoice(Restable, models.Model):
    """How a member wants the digest, where that differs from how the community sends it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="digest_choice", primary_key=True)
    weekday = models.PositiveSmallIntegerField(null=True)
    hour = models.PositiveSmallIntegerField(null=True)
    every = models.PositiveSmallIntegerField(choices=EVERY, default=1)  # weeks
    without = ArrayField(models.CharField(max_length=24), default=list)  # sections they do not want

    objects: ClassVar[models.Manager[DigestChoice]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(weekday=None) | _DAYS) & (Q(hour=None) | _HOURS), name="digest_choice_hour_known"
            ),
            models.CheckConstraint(condition=Q(every__in=[1, 2, 4]), name="digest_choice_every_known"),
        ]

    def __str__(self) -> str:
        return f"digest of {self.member_id}"

    @classmethod
    def of(cls, member: Member) -> DigestChoice:
        """What a member chose; unsaved where they chose nothing."""
        found = cls.objects.filter(member=member).first() or cls()
        found.member = member
        return found


def _token() -> str:
    return secrets.token_hex(16)


class DigestQuerySet(SendableQuerySet):
    """Sets of digests."""

    def waiting(self) -> DigestQuerySet:
        """Those for which nothing has been chosen yet."""
        return self.open().filter(chosen_at=None)

    def due(self) -> DigestQuerySet:
        """Chosen, not sent, and the next try has come."""
        return super().due().filter(chosen_at__isnull=False)


# Nobody waits for the disk: what a killed worker marked stands all the same. A database that crashes forgets what left
# in its last second.
_ONE_AFTER_ANOTHER = """
WITH gone AS (
    UPDATE members_digest SET sent_at = %(now)s, last_error = '', dropped_at = NULL, dropped_why = ''
    WHERE id = %(left)s AND sent_at IS NULL
)
UPDATE members_digest SET leaving_at = %(now)s
WHERE id = %(next)s AND sent_at IS NULL AND dropped_at IS NULL AND leaving_at IS NULL
    AND set_config('synchronous_commit', 'off', true) = 'off'
"""


class Digest(Sendable):
    """One member's digest of one week: what was chosen for it, by numbers only; words are looked up when it is read.

    Dropped for one of these reasons: empty, stopped, gone, refused, late, failed.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="digests", db_index=False)
    week = models.DateField()  # its Monday
    token = models.CharField(max_length=32, unique=True, default=_token)
    since = models.DateTimeField(null=True)  # what is older was told before
    chosen = models.JSONField(default=dict)  # section -> numbers of its things
    chosen_at = models.DateTimeField(null=True)
    leaving_at = models.DateTimeField(null=True)  # handed over since then; stays if a worker is killed meanwhile
    is_pause = models.BooleanField(default=False)  # says that digests rest, instead of being one
    is_test = models.BooleanField(default=False)

    objects: ClassVar[Any] = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "week"], condition=Q(is_test=False), name="digest_once_a_week"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="digest_one_end"),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None, chosen_at__isnull=False),
                name="digest_due",
            ),
            models.Index(
                fields=["id"], condition=Q(sent_at=None, dropped_at=None, chosen_at=None), name="digest_waiting"
            ),
            models.Index(fields=["member", "-week"], name="digest_of_member"),
        ]  # fmt: skip

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Digest")

    @classmethod
    def pass_on(cls, left: Digest | None, following: Digest | None) -> bool:
        """One has left, the next one is leaving from now on; returns whether it may: nothing ended it meanwhile.

        One statement for both, because it is done for each of a great many. What has left is sent, also where a stop
        came in that moment.
        """
        given: dict[str, Any] = {
            "now": timezone.now(), "left": left and left.pk, "next": following and following.pk
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_ONE_AFTER_ANOTHER, given)
            return bool(cursor.rowcount)

    def note_failure(self, error: Exception) -> None:
        """Keep what went wrong; it has not left."""
        self._open().update(leaving_at=None)
        super().note_failure(error)
