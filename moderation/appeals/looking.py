"""Opening an appeal: it is claimed; a look at one about something private is kept, once an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from config.lib.audience import member_of
from members.activity.log import record
from moderation.review.cases import Case, CaseLook
from moderation.review.permissions import may_decide

if TYPE_CHECKING:
    from django.http import HttpRequest

    from moderation.appeals.models import Appeal

EVERY = timedelta(hours=1)


def look(request: HttpRequest, appeal: Appeal, case: Case) -> None:
    """Claim it and keep the look; nothing of that when a browser only fetches ahead, or asks for the head."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if request.method == "HEAD" or "prefetch" in ahead:
        return
    viewer = member_of(request)
    if case.closed_at is None and may_decide(viewer, case, person=appeal.decision.person) is None:
        case.claim(by=viewer)
    if not case.is_private:
        return
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not CaseLook.objects.filter(case=case, by=viewer, at__gt=timezone.now() - EVERY).exists():
            CaseLook.objects.create(case=case, by=viewer)
            record("appeal.looked_at", actor=viewer, subject=appeal)
