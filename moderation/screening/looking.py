"""Screening: the one function all that is posted goes through, before it is written and once it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from moderation.screening import scoring
from moderation.screening.book import Book, InForce, asked, in_force
from moderation.screening.findings import Findings, Found
from moderation.screening.first import Holding
from moderation.screening.hits import Origin
from moderation.screening.postings import Written
from moderation.screening.rules import Action
from moderation.screening.stopping import stop

if TYPE_CHECKING:
    from moderation.screening.postings import Posting

log = structlog.get_logger(__name__)


def screen(posting: Posting, *, insist: str = "") -> Findings:
    """What rules, the score and the setting for first posts find. Inside the transaction of the posting.

    `insist` is the token of an earlier refusal: its author has read what is in the way, and wants a human to look.
    Raises Stopped, and NotNow for one attempt too many. The team's own words are not screened.
    """
    findings = looked(posting)
    stop(findings, insist)
    return findings


def looked(posting: Posting) -> Findings:
    """The same, whatever it means for the posting."""
    findings = Findings(posting)
    if posting.author.is_moderator:
        return findings
    book = in_force()
    for rule in book.rules:
        found = _found(rule, posting)
        if found is not None:
            findings.found.append(found)
    if posting.kind != Written.PROFILE:
        _weigh(book, findings, posting)
    return findings


def _weigh(book: Book, findings: Findings, posting: Posting) -> None:
    """What the settings and the score say; a failure is noted, and never stands in the way of posting."""
    try:
        with transaction.atomic():
            _first_posts(book, findings, posting)
            _score(book, findings, posting)
    except Exception:
        log.exception("Looking at a post failed; it is posted without.")


def _found(rule: InForce, posting: Posting) -> Found | None:
    words = asked(rule, posting)
    if words is None:
        return None
    if posting.before is not None and not posting.is_mended and _is_known(rule, posting.before, words):
        return None
    return Found(rule.version.action, version=rule.version, words=words, is_shadow=rule.is_shadow)


def _is_known(rule: InForce, before: Posting, words: tuple[str, ...]) -> bool:
    """Whether an edit left what the rule found as it was: it was looked at already."""
    return set(words) <= set(asked(rule, before) or ()) if words else asked(rule, before) is not None


def _first_posts(book: Book, findings: Findings, posting: Posting) -> None:
    first = book.first
    may_hold = first.holding == Holding.ALL and not posting.is_edit
    may_hold = may_hold or (first.holding != Holding.NONE and bool(posting.new_links))
    if not (may_hold or first.greets) or posting.record.approved() >= first.posts:
        return
    findings.greets = first.greets and not posting.is_edit and posting.kind in (Written.THREAD, Written.REPLY)
    if may_hold:
        words = tuple(posting.new_links[:5])
        findings.found.append(Found(Action.HOLD, origin=Origin.FIRST, words=words))


def _score(book: Book, findings: Findings, posting: Posting) -> None:
    if not scoring.is_scored(posting):
        return
    parts = scoring.parts_of(posting)
    score = min(100, sum(points for _key, points, _number in parts))
    if score < book.first.report_from:
        return
    action = Action.HOLD if score >= book.first.hold_from else Action.REPORT
    findings.found.append(Found(action, origin=Origin.SCORE, score=score, parts=tuple(parts)))
