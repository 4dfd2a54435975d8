"""Showing a message to the team. Moderators read no messages: what a report shows is what they see, in its case."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from members.activity.log import record
from members.messages.attaching import pictures_of
from members.messages.models import Message, MessageReport, Reason, TalkSeat
from members.messages.showing import rows_of
from members.profiles.models import Member

BEFORE = 3
"""At most so many messages before the reported one go with it, so that it can be understood."""
RULE = f"{Reason.RULE}:"
"""Begins the reason that names a rule; its key follows."""
Rules = Callable[[], list[tuple[str, str]]]

_RULES: list[Rules] = []


def named_by(rules: Rules) -> Rules:
    """Let whoever has rules say what they are: by key, which stays the same, the rule with its number."""
    _RULES[:] = [rules]
    return rules


def reasons() -> list[tuple[str, str]]:
    """What can be wrong with a message: one of the rules, if there are any, something illegal, something else."""
    rules = [(RULE + key, words) for ask in _RULES for key, words in ask()]
    beside = (Reason.ILLEGAL, Reason.OTHER) if rules else [one for one in Reason if one != Reason.RULE]
    return [*rules, *((one.value, str(one.label)) for one in beside)]


@transaction.atomic
def report(
    message: Message, *, by: Member, seat: TalkSeat, reason: str, note: str = "", before: int = BEFORE
) -> MessageReport:
    """Show it to the team, with as many messages `before` it as were chosen, of those the reporter could read; once.

    `reason` is one of `reasons()`.
    """
    earlier = rows_of(seat).filter(pk__lt=message.pk, told="", deleted_at=None, hidden_at=None)
    found = [*reversed(earlier.order_by("-pk")[: min(before, BEFORE)]), message]
    pictures = pictures_of(found)
    shown = [
        {"author": one.author_id, "at": one.created_at.isoformat(), "html": one.html, "pictures": pictures[one.pk]}
        for one in found
    ]
    rule = reason.removeprefix(RULE) if reason.startswith(RULE) else ""
    said = {"reason": Reason.RULE if rule else reason, "rule_key": rule, "note": note}
    row, new = MessageReport.objects.get_or_create(
        message=message, reporter=by, defaults={"author": message.author, "shown": shown, **said}
    )
    if new:
        record("message.reported", actor=by, subject=row, reason=str(said["reason"]))
    return row
