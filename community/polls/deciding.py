"""Deciding: what is done with the result of a closed poll; edited with a history, told once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.polls.models import Decision, DecisionVersion, Poll
from config.lib.markup import NullResolver, render
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class StillOpen(Exception):
    """A poll that takes votes has no result to decide upon."""


class DecisionConflict(Exception):
    """Somebody saved another version in the meantime; `current` is the decision as it stands."""

    def __init__(self, current: Decision) -> None:
        super().__init__("edited in the meantime")
        self.current = current


@transaction.atomic
def decide(
    poll: Poll, *, by: Member, upshot: str, reason: str, links: Sequence[str] = (), version: int = 0
) -> Decision:
    """Write down what is done, or edit it; `version` is the one its editor saw, 0 for none.

    Raises StillOpen, and DecisionConflict for another version.
    """
    if Poll.objects.locked(poll.pk).closed_at is None:
        raise StillOpen
    said = {"upshot": upshot, "reason": reason, "links": list(links)}
    decision: Decision | None = Decision.objects.filter(poll=poll).first()
    if decision is None:
        decision = Decision.objects.create(poll=poll, by=by, html=_html(reason), **said)
        record("poll.decided", actor=by, subject=poll.post, poll=poll.pk, thread=poll.post.thread_id)
        return decision
    if {name: getattr(decision, name) for name in said} == said:
        return decision
    if decision.version != version:
        raise DecisionConflict(decision)
    _keep(decision)
    for name, value in said.items():
        setattr(decision, name, value)
    decision.html, decision.by, decision.at, decision.version = _html(reason), by, timezone.now(), version + 1
    decision.save()
    record("decision.edited", actor=by, subject=poll.post, poll=poll.pk, thread=poll.post.thread_id)
    return decision


def _keep(decision: Decision) -> None:
    DecisionVersion.objects.create(
        decision=decision, version=decision.version, upshot=decision.upshot, reason=decision.reason,
        links=decision.links, by=decision.by, at=decision.at,
    )  # fmt: skip


def _html(reason: str) -> str:
    return render(reason, NullResolver()).html
