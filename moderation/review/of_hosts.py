"""What hosts decide: something in their space is hidden until it is changed, in a case that begins and ends with it.

Whether somebody is a host is asked further up, where spaces are known. A host decides nothing about a person and
removes nothing for good, and the team's word about a thing is above theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, check
from moderation.guidelines.measures import Content, Person, Severity, Source
from moderation.review.cases import Case
from moderation.review.deciding import ChangedMeanwhile, DecidedMeanwhile, TooLate, decide_at_once, undo_at_once
from moderation.review.decisions import Decision
from moderation.review.effects import OUT_OF_SIGHT
from moderation.review.locking import locked_whole
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.decisions import DecisionQuerySet
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Reasons:
    """Why, as the author is told it; `version` is of the thing as the host saw it."""

    rule: Rule | None
    facts: str
    version: str = ""
    submission: str = ""


@transaction.atomic
def hide_as_host(item: Item, reasons: Reasons, *, by: Member) -> Decision:
    """Hide a thing as a host. Reports and the open case about it stay with the team. Sent twice, it is done once.

    Raises NotNow, ChangedMeanwhile.
    """
    kind = KINDS[item.key]
    if item.author is not None:
        Member.objects.one_at_a_time(item.author)
    kind.thing(item.pk)
    if (twin := twin_of(item, reasons.submission, by=by)) is not None:
        return twin
    now = kind.many([item.pk]).get(item.pk)
    if now is None or now.version != reasons.version:
        raise ChangedMeanwhile
    check(why_not(now))
    case = Case.objects.create(
        subject_type=now.key, subject_id=now.pk, about=now.author, space_id=now.space_id, is_private=now.is_private,
        source=Source.TEAM, severity=Severity.LOW, opened_at=timezone.now(), due_at=timezone.now(),
        closed_at=timezone.now(), closed_by=by,
    )  # fmt: skip
    decision = Decision(
        case=case, about=now.author, content=Content.HIDE, person=Person.NOTHING, rule=reasons.rule,
        facts=reasons.facts, language=now.author.language if now.author else "", version=now.version,
        submission=reasons.submission, decided_by=by, is_by_host=True,
    )  # fmt: skip
    return decide_at_once(decision, act="host_decided", by=by)


@transaction.atomic
def undo_as_host(decision: Decision, *, by: Member) -> None:
    """Take it back within 30 seconds, as the host who decided it; its case stays closed: there was nothing before it.

    Raises TooLate, DecidedMeanwhile.
    """
    (one,) = locked_whole(decision)
    if not one.is_standing:
        raise DecidedMeanwhile(one)
    if not one.is_by_host or one.decided_by_id != by.pk or not one.can_be_undone:
        raise TooLate
    undo_at_once(one, by=by)


def twin_of(item: Item, submission: str, *, by: Member) -> Decision | None:
    """What this host decided about it with the same form, if it was sent before."""
    return _of_thing(item).standing().filter(decided_by=by, submission=submission).exclude(submission="").first()


def why_not(item: Item) -> Refusal | None:
    """Why a host cannot hide it now: it is out of sight, or the team is about it, or has decided."""
    if item.state:
        return Refusal(_("It is out of sight already."))
    open_case = Case.objects.open().filter(subject_type=item.key, subject_id=item.pk).first()
    if open_case is not None and (open_case.claimed_until or open_case.decisions.proposed().exists()):
        return Refusal(_("Somebody of the team is looking at this right now, and will decide."))
    of_words = _of_thing(item).filter(version=item.version)
    given_back = of_words.filter(content__in=OUT_OF_SIGHT, reversed_at__isnull=False)
    if given_back.exists() or of_words.in_force().filter(is_by_host=False).exists():
        return Refusal(_("The team has looked at these words and decided that they stay."))
    return None


def _of_thing(item: Item) -> DecisionQuerySet:
    found: DecisionQuerySet = Decision.objects.filter(case__subject_type=item.key, case__subject_id=item.pk)
    return found
