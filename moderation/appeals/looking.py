"""Opening an appeal: it is claimed; a look at one about something private is kept, once an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from moderation.review.cases import Case, CaseLook
from moderation.review.permissions import may_decide

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.appeals.models import Appeal

EVERY = timedelta(hours=1)


def claim(appeal: Appeal, case: Case, *, by: Member) -> None:
    """Whoever opens it has it, if they may decide it."""
    if case.closed_at is None and may_decide(by, case, person=appeal.decision.person) is None:
        case.claim(by=by)


@transaction.atomic
def look_into(appeal: Appeal, case: Case, *, by: Member) -> None:
    """Record that somebody of the team saw what stands in a private place."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not CaseLook.objects.filter(case=case, by=by, at__gt=timezone.now() - EVERY).exists():
        CaseLook.objects.create(case=case, by=by)
        record("appeal.looked_at", actor=by, subject=appeal)
