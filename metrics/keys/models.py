"""Keys that read health: the key itself is kept nowhere, and it can do no more than whoever made it can now."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.bearer import digest_of, new_key, opened_by
from members.activity.log import record
from members.profiles.models import Member

PREFIX = "tkh_"
NAME_LENGTH = 60
NOTED_EVERY = timedelta(hours=1)


class HealthKeyQuerySet(models.QuerySet["HealthKey"]):
    """Sets of keys."""

    def in_use(self) -> HealthKeyQuerySet:
        """Those nobody ended."""
        return self.filter(ended_at=None)

    def with_key(self, key: str) -> HealthKey | None:
        """The row of a key that opens something at this moment. One query."""
        found: HealthKey | None = opened_by(self.in_use().select_related("made_by"), key)
        return found if found is not None and found.opens else None


class HealthKey(models.Model):
    """What another system reads numbers with."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    key_digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True)
    """To the hour."""
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[HealthKeyQuerySet] = HealthKeyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), condition=Q(ended_at=None), name="health_key_named_once"),
            models.UniqueConstraint(fields=["key_digest"], condition=~Q(key_digest=""), name="health_key_once"),
            models.CheckConstraint(
                condition=(Q(ended_at=None) & ~Q(key_digest="")) | Q(ended_at__isnull=False, key_digest=""),
                name="health_key_ended_opens_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The question before it ends."""
        return reverse("health_key", args=[self.pk])

    @classmethod
    @transaction.atomic
    def make(cls, name: str, *, by: Member) -> tuple[HealthKey, str]:
        """A new one, and the key itself, which is told this once. Raises IntegrityError where another has the name."""
        key = new_key(PREFIX)
        made = cls.objects.create(name=name, key_digest=digest_of(key), made_by=by)
        record("health_key.made", actor=by, subject=made)
        return made, key

    @transaction.atomic
    def end(self, *, by: Member | None) -> bool:
        """Let it open nothing any more; whether it was this that ended it. `by` is nobody where its maker is erased."""
        ended = HealthKey.objects.in_use().filter(pk=self.pk).update(ended_at=timezone.now(), key_digest="")
        if ended:
            record("health_key.ended", actor=by, subject=self)
        self.refresh_from_db(fields=["ended_at", "key_digest"])
        return bool(ended)

    @property
    def opens(self) -> bool:
        """Whether it was not ended, and whoever made it reads health at this moment."""
        maker = self.made_by
        return (
            self.ended_at is None and maker is not None and maker.is_active and maker.confirmed_at is not None
            and maker.is_manager and not maker.is_suspended
        )  # fmt: skip

    def note_use(self) -> None:
        """Remember that it was used, at most once an hour; of many at the same moment one writes."""
        now = timezone.now()
        long_ago = now - NOTED_EVERY
        if self.last_used_at is None or self.last_used_at <= long_ago:
            before = Q(last_used_at=None) | Q(last_used_at__lte=long_ago)
            HealthKey.objects.filter(before, pk=self.pk).update(last_used_at=now)
