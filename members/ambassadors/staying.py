"""Trait: an ambassador stays another year, says goodbye, or does not answer. Each happens once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal

if TYPE_CHECKING:
    from members.ambassadors.models import Ambassador
    from members.profiles.models import Member

ASKED_BEFORE, REMINDED_BEFORE = timedelta(days=30), timedelta(days=7)
"""So long before the end of their year ambassadors are asked, and reminded."""


class Staying(models.Model):
    """When they were asked whether they stay, and reminded; neither while their year is long."""

    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_asked(self) -> bool:
        """Whether a yes or a goodbye is waited for."""
        ambassador = cast("Ambassador", self)
        return ambassador.left_at is None and self.asked_at is not None

    @transaction.atomic
    def stay(self, *, by: Member) -> None:
        """Be it for another year; does nothing if that was said before. Raises NotNow if it is over."""
        ambassador = self._held()
        if ambassador.left_at is not None:
            raise NotNow(Refusal(_("You are no ambassador any more. You can apply again.")))
        if not ambassador.is_asked:
            return
        ambassador.grant.renew(by=by)
        ambassador.answer_for_now()
        record("ambassador.stayed", actor=by, subject=ambassador, member=ambassador.member_id)

    def answer_for_now(self) -> None:
        """Wait for no answer: the year is long again."""
        self.asked_at = self.reminded_at = None
        self.save(update_fields=["asked_at", "reminded_at"])

    @transaction.atomic
    def say_goodbye(self, *, by: Member) -> None:
        """Stop, at any time, with thanks."""
        ambassador = self._held()
        if ambassador.part("goodbye", by=by):
            record("ambassador.left", actor=by, subject=ambassador, member=ambassador.member_id)

    def part(self, how: str, *, by: Member | None) -> bool:
        """Lose kit, space and level; False if that was so before. The row is held by whoever calls."""
        ambassador = cast("Ambassador", self)
        if ambassador.left_at is not None:
            return False
        ambassador.left_at, ambassador.how = timezone.now(), how
        ambassador.save(update_fields=["left_at", "how"])
        ambassador.grant.end(by=by)
        from members.ambassadors.programme import AmbassadorProgramme

        group = AmbassadorProgramme.current().group
        if group is not None:
            group.remove(ambassador.member, by=by)
        return True

    def _held(self) -> Ambassador:
        from members.ambassadors.models import Ambassador

        rows = Ambassador.objects.select_related("grant", "member").select_for_update(of=("self",))
        return rows.get(pk=self.pk)
