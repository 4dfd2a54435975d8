"""Where statements of reasons lead: to a link that works without signing in, for letters; to the appeal there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from config.lib.tokens import sign, unsign
from moderation.review.decisions import Decision
from moderation.statements.asking import appealed, links

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.appeals.models import Appeal

PURPOSE = "appeal"


@links
def link_for(decision: Decision) -> str:
    """The whole address. Who is not suspended is asked to sign in there."""
    return f"{settings.PUBLIC_URL}{reverse('appeal_with', args=[token_for(decision)])}"


@appealed
def path_of_appeal(decision: Decision) -> str:
    """The page of the appeal against it; empty without one. No query where `appeal` was selected with the decision."""
    found: Appeal | None = getattr(decision, "appeal", None)
    return found.get_absolute_url() if found is not None and found.by_id == decision.about_id else ""


def token_for(decision: Decision) -> str:
    """What proves that somebody got a letter about this decision."""
    return sign(PURPOSE, f"{decision.pk}.{decision.about_id}")


def read(token: str) -> tuple[Decision, Member] | None:
    """The decision a link is about, and the member; None for any other token, or if the account is gone."""
    value = unsign(PURPOSE, token)
    if value is None:
        return None
    decision_id, about_id = value.split(".")
    rows = Decision.objects.select_related("about", "case", "rule")
    decision = rows.filter(pk=int(decision_id), about=int(about_id) if about_id.isdigit() else None).first()
    if decision is None or decision.about is None or not decision.about.is_active:
        return None
    return decision, decision.about
