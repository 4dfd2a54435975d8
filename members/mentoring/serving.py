"""Trait: a mentor says for how many they have time, and rests when they have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from config.lib.changing import change
from members.activity.log import record

if TYPE_CHECKING:
    from members.mentoring.models import Mentor
    from members.profiles.models import Member


class Serving(models.Model):
    """Since when they rest."""

    resting_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        member: models.OneToOneField[Member, Member]

    @transaction.atomic
    def rest(self, *, by: Member) -> None:
        """Be offered nobody more; those one looks after stay."""
        self._rest_since(timezone.now(), by=by)

    @transaction.atomic
    def resume(self, *, by: Member) -> None:
        """Be offered newcomers again."""
        self._rest_since(None, by=by)

    def _rest_since(self, moment: datetime | None, *, by: Member) -> None:
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
        if (self.resting_at is None) == (moment is None):
            return
        self.resting_at = moment
        self.save(update_fields=["resting_at"])
        if moment is None:
            record("mentor.resumed", actor=by, subject=self.member)
        else:
            record("mentor.rested", actor=by, subject=self.member)


@transaction.atomic
def serve(*, by: Member, capacity: int, languages: Sequence[str], times: str) -> Mentor:
    """Look after up to so many newcomers at once, in these languages."""
    from members.mentoring.models import Mentor

    said = {"capacity": capacity, "languages": list(languages), "times": times}
    mentor, is_new = Mentor.objects.select_for_update(of=("self",)).get_or_create(member=by, defaults=said)
    if change(mentor, said, known=said) or is_new:
        record("mentor.described", actor=by, subject=by, capacity=capacity)
    return mentor
