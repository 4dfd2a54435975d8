"""Writing down what screening found: hits, a case, rows of the log. Also of what was not let through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Kind as Duty
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.ledger.writing import enter
from moderation.review.opening import open_case
from moderation.review.subjects import Item
from moderation.screening.findings import Findings, Found
from moderation.screening.first import KnownDomain
from moderation.screening.hits import WORDS_MAX, Hit
from moderation.screening.rules import Action
from moderation.screening.stopping import Stopped, too_many_attempts

if TYPE_CHECKING:
    from moderation.review.cases import Case
    from moderation.screening.postings import Posting

KINDS_OF = {"thread": "post", "reply": "post", "line": "line", "guide": "guide", "profile": "member"}
"""By what is written, the kind under which cases know it."""
TRUSTED_FOR = timedelta(days=7)


def keep(findings: Findings, key: str, thing: Any) -> None:
    """Write down what was found in a thing that is written; inside the transaction that writes it.

    What is new and held has its `held_at` already (whoever writes it asks `findings.held`); after an edit it is held
    here, unless it is hidden and stays so: then the case says that it was changed.
    """
    posting = findings.posting
    if posting is None or posting.author.is_moderator:
        return
    if findings.greets:
        ask_somebody(Duty.GREET, posting.author, key=f"first-post:{posting.author.pk}")
    if not findings.found:
        _remember(posting)
        return
    case = _case(findings, key, thing) if findings.reports else None
    if findings.held:
        _hold(findings, thing)
    for one in findings.found:
        _hit(one, posting, key, thing.pk, case=case)
        if not one.is_shadow:
            _enter(one, case, posting, key, thing.pk, findings)
    if findings.objects:
        enter("objected", by=posting.author, case=case)


def _remember(posting: Posting) -> None:
    """Where members who are not new link to is a known place from now on."""
    if posting.domains and posting.at - posting.author.joined_at >= TRUSTED_FOR and posting.record.approved() >= 3:
        rows = [KnownDomain(domain=domain[:253]) for domain in sorted(posting.domains)]
        KnownDomain.objects.bulk_create(rows, ignore_conflicts=True)


def _hold(findings: Findings, thing: Any) -> None:
    assert findings.posting is not None
    if not hasattr(thing, "held_at"):
        return
    if not findings.posting.is_edit:
        record("item.held", actor=None, subject=thing)
    elif thing.hidden_at is None:
        thing.hold(by=None)


def _case(findings: Findings, key: str, thing: Any) -> Case:
    posting = findings.posting
    assert posting is not None
    item = Item(
        key=key, pk=thing.pk, author=posting.author, title=posting.title or posting.text[:80], text=posting.text,
        html="", at=posting.at, version="", space_id=posting.space_id, is_private=posting.is_private,
    )  # fmt: skip
    source = Source.FIXED if posting.is_mended else Source.HELD if findings.held else Source.RULE
    counting = [one for one in findings.real if one.action != Action.LABEL]
    case = open_case(item, source, max(one.severity for one in counting), hit=True)
    for one in counting[1:]:
        case = open_case(item, source, one.severity, hit=True)
    return case


def _hit(one: Found, posting: Posting, key: str, pk: int | None, *, case: Case | None = None) -> None:
    words = "\n".join(word.replace("\n", " ").replace("\0", "") for word in one.words)[:WORDS_MAX]
    Hit.objects.create(
        origin=one.origin, version=one.version, case=None if one.is_shadow or one.action == Action.LABEL else case,
        subject_type=key, subject_id=pk, author=posting.author, space_id=posting.space_id,
        is_private=posting.is_private,
        at=posting.at, is_shadow=one.is_shadow, action=one.action, words=words, score=one.score,
        parts=[list(part) for part in one.parts],
    )  # fmt: skip


def _enter(one: Found, case: Case | None, posting: Posting, key: str, pk: int | None, findings: Findings) -> None:
    facts: dict[str, Any] = {"origin": str(one.origin)}
    if one.version is not None:
        facts |= {"rule": one.version.rule_id, "version": one.version.number}
    if one.score is not None:
        facts["score"] = one.score
    if one.action == Action.LABEL or case is None:
        act = {Action.LABEL: "labelled", Action.BLOCK: "blocked", Action.ASK: "asked_first"}[Action(one.action)]
        about: dict[str, Any] = {"kind": key} | ({"number": pk} if pk is not None else {})
        enter(act, by=None, member_id=posting.author.pk, **facts, **about)
    else:
        is_held = one.action == Action.HOLD or (one.action in (Action.ASK, Action.BLOCK) and findings.held)
        enter("held" if is_held else "found", by=None, case=case, **facts)


def noting[**P, R](act: Callable[P, R]) -> Callable[P, R]:
    """Around an act that screens in its own transaction: what was stopped is noted once that is undone.

    Stands outside of `transaction.atomic`. The draft stays too, because letting go of it is undone.
    """

    @wraps(act)
    def noted(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return act(*args, **kwargs)
        except Stopped as stopped:
            note_stopped(stopped.findings)
            raise

    return noted


@transaction.atomic
def note_stopped(findings: Findings) -> None:
    """Write down what was not posted: a hit and a row of the log for each rule that stopped it, and silent hits.

    No more often than attempts are let through, also of those that were sent at the same moment.
    """
    posting = findings.posting
    assert posting is not None
    Member.objects.one_at_a_time(posting.author)
    if too_many_attempts(posting.author) is not None:
        return
    key = KINDS_OF[posting.kind]
    for one in findings.found:
        if one.is_shadow or one.action in (Action.BLOCK, Action.ASK):
            _hit(one, posting, key, None)
            if not one.is_shadow:
                _enter(one, None, posting, key, None, findings)
