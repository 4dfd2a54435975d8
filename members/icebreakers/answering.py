"""What a member answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.icebreakers.asking import asked_and_held
from members.icebreakers.models import IceBreakerAnswer
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.icebreakers.models import IceBreaker


@transaction.atomic
def answer(said: Mapping[str, str], *, by: Member) -> None:
    """Keep these answers, by the keys of their questions; an empty one is taken away. What is as before is not written.

    An answer to what is asked no more is left as it is.
    """
    Member.objects.one_at_a_time(by)
    before = answers_of(by)
    changed = {key: words for key, words in said.items() if before.get(key, "") != words}
    if not changed:
        return
    about = [breaker for breaker in asked_and_held() if breaker.key in changed]
    for breaker in about:
        _keep(breaker, changed[breaker.key], by)
    if about:
        record("member.described", actor=by, subject=by, words=["ice_breakers"])


def answers_of(member: Member) -> dict[str, str]:
    """What a member answered to what is asked, by the keys of the questions. One query."""
    rows = IceBreakerAnswer.objects.filter(member_id=member.pk, breaker__removed_at=None)
    return dict(rows.values_list("breaker__key", "words"))


def _keep(breaker: IceBreaker, words: str, by: Member) -> None:
    if words:
        kept = {"words": words, "answered_at": timezone.now()}
        IceBreakerAnswer.objects.update_or_create(breaker=breaker, member=by, defaults=kept)
    else:
        IceBreakerAnswer.objects.filter(breaker=breaker, member=by).delete()
