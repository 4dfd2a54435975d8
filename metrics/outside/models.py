"""Facts from outside: where they come from, what they say, and of whom, without keeping an address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.bearer import digest_of, new_key, opened_by
from members.activity.log import record
from members.profiles.models import Member
from metrics.outside.keys import PREFIX, folded

NAME_LENGTH, FOLDED_LENGTH = 60, 240


class SourceQuerySet(models.QuerySet["OutsideSource"]):
    """Sets of sources."""

    def with_key(self, key: str) -> OutsideSource | None:
        """The source whose key this is; none for a key that was ended, or never was one."""
        found: OutsideSource | None = opened_by(self, key)
        return found


class OutsideSource(models.Model):
    """Another system that knows something of customers."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH)
    """The name as it is compared: `keys.folded`."""
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    key_digest = models.CharField(max_length=64, blank=True)
    """Of the key that lets it send facts by itself; the key is kept nowhere."""
    key_made_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folded"], name="outside_source_named_once"),
            models.UniqueConstraint(fields=["key_digest"], condition=~Q(key_digest=""), name="outside_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where managers see what it says."""
        return reverse("outside_source", args=[self.pk])

    @classmethod
    @transaction.atomic
    def make(cls, name: str, *, by: Member) -> OutsideSource:
        """A new one. Raises IntegrityError where another has the name."""
        made: OutsideSource = cls.objects.create(name=name, folded=folded(name), made_by=by)
        record("outside_source.made", actor=by, subject=made)
        return made

    @transaction.atomic
    def renew_key(self, *, by: Member) -> str:
        """A new key, which is told this once; the one before ends. Raises DoesNotExist for one that is gone."""
        OutsideSource.objects.select_for_update(no_key=True).get(pk=self.pk)
        key = new_key(PREFIX)
        self.key_digest, self.key_made_at = digest_of(key), timezone.now()
        self.save(update_fields=["key_digest", "key_made_at"])
        record("outside_source.key_made", actor=by, subject=self)
        return key

    @transaction.atomic
    def end_key(self, *, by: Member) -> None:
        """Let it send nothing by itself any more. Raises DoesNotExist for one that is gone."""
        current = OutsideSource.objects.select_for_update(no_key=True).get(pk=self.pk)
        if current.key_digest:
            OutsideSource.objects.filter(pk=self.pk).update(key_digest="", key_made_at=None)
            record("outside_source.key_ended", actor=by, subject=self)

    @transaction.atomic
    def forget(self, *, by: Member) -> None:
        """Take it away with everything it said."""
        current = OutsideSource.objects.select_for_update().filter(pk=self.pk).first()
        if current is not None:
            record("outside_source.forgotten", actor=by, subject=current)
            current.delete()


class FactKind(models.Model):
    """One thing a source says of customers, such as whether they renewed."""

    class Sort(models.TextChoices):
        """What is said."""

        YES_NO = "yes_no", _("Yes or no")
        NUMBER = "number", _("A number")

    source = models.ForeignKey(OutsideSource, on_delete=models.CASCADE, related_name="kinds")
    name = models.CharField(max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH)
    sort = models.CharField(max_length=8, choices=Sort.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "folded"], name="fact_kind_once"),
            models.CheckConstraint(condition=Q(sort__in=["yes_no", "number"]), name="fact_kind_sort_known"),
        ]

    def __str__(self) -> str:
        return self.name


class OutsideFact(models.Model):
    """What was so for one customer on one day. `who` is a digest of the address that nobody else can make."""

    kind = models.ForeignKey(FactKind, on_delete=models.CASCADE, related_name="facts", db_index=False)
    who = models.CharField(max_length=64)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    value = models.FloatField()
    """The number; of yes or no 1 or 0."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "who", "day"], name="outside_fact_once")]
        indexes: ClassVar = [
            models.Index(fields=["who"], condition=Q(member=None), name="outside_fact_of_nobody"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} on {self.day}"


class FactFile(models.Model):
    """A table somebody handed in, until it is taken in or put away; what it held is gone then."""

    source = models.ForeignKey(OutsideSource, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content = models.TextField(blank=True)
    mapping = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(null=True)
    """Facts that were taken in; none where it was put away."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(settled_at=None) | Q(content=""), name="fact_file_settled_is_empty")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where its columns are given a meaning."""
        return reverse("outside_file", args=[self.pk])
