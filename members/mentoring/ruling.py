"""Trait: mentors are offered since a manager said so, and until they say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.groups.models import Group
    from members.mentoring.models import MentoringRules
    from members.profiles.models import Member


class Ruling(models.Model):
    """Since when newcomers are offered mentors, and who said so."""

    on_since = models.DateTimeField(null=True)
    on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> Self:
        """The rules as they stand; off until a manager turns them on."""
        return cls._default_manager.select_related("group").filter(pk=1).first() or cls()

    @transaction.atomic
    def rule(self, *, by: Member, on: bool, group: Group | None) -> None:
        """Offer mentors or not, and let members of this group be some. Pairs that run go on in any case."""
        row, _is_new = type(self)._default_manager.select_for_update().get_or_create(pk=1)
        rules = cast("MentoringRules", row)
        before = rules.on_since is not None, rules.group_id
        if before == (on, group.pk if group else None):
            return
        if before[0] != on:
            rules.on_since, rules.on_by = (timezone.now(), by) if on else (None, None)
        rules.group = group
        rules.save(update_fields=["on_since", "on_by", "group"])
        record("mentoring.ruled", actor=by, subject=rules, on=on, group=rules.group_id)
