"""Was this useful: one vote each. A visitor is known by a number of this one guide alone, kept in a signed cookie."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from community.guides.models import Guide, GuideVote
from members.activity.log import record
from members.activity.models import Activity
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SHOWN_FROM = 5
"""Of fewer votes the counts stay unsaid: they would tell more about the voters than about the guide."""
YEAR_SECONDS = 365 * 24 * 3600
_SALT = "guides.useful"


@transaction.atomic
def vote(guide: Guide, *, is_useful: bool, by: Member | None = None, visitor: str = "") -> None:
    """Vote, or change a vote; counted anew from the votes under the guide's lock."""
    current = Guide.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=guide.pk)
    voter = {"member": by} if by is not None else {"member": None, "visitor": _hidden(visitor)}
    cast, is_new = GuideVote.objects.get_or_create(guide=current, **voter, defaults={"is_useful": is_useful})
    if not is_new and cast.is_useful == is_useful:
        return
    cast.is_useful = is_useful
    cast.save(update_fields=["is_useful"])
    counted = current.cast.aggregate(useful=Count("pk", filter=Q(is_useful=True)), all=Count("pk"))
    useful, not_useful = counted["useful"], counted["all"] - counted["useful"]
    Guide.objects.filter(pk=guide.pk).update(useful=useful, not_useful=not_useful)
    guide.useful, guide.not_useful = useful, not_useful
    # Who thought what of it is nobody's business: the log says that somebody voted.
    record("guide.voted", subject=guide)


def vote_of(request: HttpRequest, guide: Guide) -> bool | None:
    """How this reader voted; None if they did not."""
    if isinstance(request.user, Member):
        voter = Q(member=request.user)
    elif visitor := _visitor(request, guide):
        voter = Q(visitor=_hidden(visitor))
    else:
        return None
    found: bool | None = guide.cast.filter(voter).values_list("is_useful", flat=True).first()
    return found


def vote_from(request: HttpRequest, guide: Guide, response: HttpResponse, *, is_useful: bool) -> None:
    """Take the vote of whoever sent this; a visitor gets a cookie for this guide alone."""
    if isinstance(request.user, Member):
        vote(guide, is_useful=is_useful, by=request.user)
        return
    visitor = _visitor(request, guide) or secrets.token_urlsafe(12)
    vote(guide, is_useful=is_useful, visitor=visitor)
    response.set_signed_cookie(
        _name(guide), visitor, salt=_SALT, max_age=YEAR_SECONDS, path="/guides/", secure=request.is_secure(),
        httponly=True, samesite="Lax",
    )  # fmt: skip


def _visitor(request: HttpRequest, guide: Guide) -> str:
    return str(request.get_signed_cookie(_name(guide), default="", salt=_SALT) or "")


def _name(guide: Guide) -> str:
    return f"useful-{guide.pk}"


def _hidden(visitor: str) -> str:
    """What is stored: nobody gets from it to the cookie."""
    return hashlib.sha256(visitor.encode()).hexdigest()[:32]


@transaction.atomic
def deflect_by(guide: Guide, *, by: Member) -> None:
    """Count that a guide answered somebody who was about to ask; once a day for each of both."""
    known = Activity.objects.filter(verb="question.deflected", actor=by, subject_type=guide._meta.label_lower)
    if not known.filter(subject_id=guide.pk, at__gt=timezone.now() - timedelta(days=1)).exists():
        record("question.deflected", actor=by, subject=guide, answered=True)
