"""The rules in force, kept in each process until somebody changes one: a post costs no query for reading them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from moderation.screening import trust
from moderation.screening.first import FirstPosts
from moderation.screening.rules import ActingRule, RuleVersion, Who

if TYPE_CHECKING:
    from moderation.screening.conditions import Condition
    from moderation.screening.postings import Posting

EDITION = "screening:edition"
EDITION_LASTS = 3600 * 24
_log = logging.getLogger("talkoot.screening")


@dataclass(frozen=True)
class InForce:
    """A version of a rule as it acts or counts."""

    version: RuleVersion
    conditions: Sequence[Condition]
    is_shadow: bool

    def looks_at(self, posting: Posting) -> bool:
        """Whether it is about such things there, by such a member; what asks the database comes last."""
        version = self.version
        if version.kinds and posting.kind not in version.kinds:
            return False
        return not version.spaces or posting.space_id in version.spaces

    def found(self, posting: Posting) -> tuple[str, ...] | None:
        """The words that match if all conditions are met; None if they are not."""
        words: list[str] = []
        for condition in self.conditions:
            met = condition.found(posting)
            if met is None:
                return None
            words += met
        return tuple(dict.fromkeys(words)) if self._is_about(posting) else None

    def _is_about(self, posting: Posting) -> bool:
        version, author = self.version, posting.author
        if version.who == Who.FIRST:
            return posting.record.approved() < version.who_posts
        if version.who == Who.NEWCOMERS:
            return trust.is_new(author)
        if version.who == Who.SEGMENT:
            return version.segment_id is not None and _fits(version, posting)
        return True

    @property
    def asks(self) -> bool:
        """Whether it may ask the database."""
        return self.version.who in (Who.FIRST, Who.SEGMENT) or any(condition.asks for condition in self.conditions)


def _fits(version: RuleVersion, posting: Posting) -> bool:
    from members.segments.rules import matching

    segment = version.segment
    return segment is not None and matching(segment.rule).filter(pk=posting.author.pk).exists()


@dataclass
class Book:
    """All that is in force, of one edition."""

    edition: str
    rules: list[InForce] = field(default_factory=list)
    first: FirstPosts = field(default_factory=FirstPosts)


_KEPT = [Book("")]
"""The last edition that this process read."""


def in_force() -> Book:
    """The rules and the settings as they are now; no query while nobody changed any of them."""
    edition = cache.get(EDITION)
    if edition is None:
        edition = uuid.uuid4().hex
        cache.set(EDITION, edition, EDITION_LASTS)
    if edition != _KEPT[0].edition:
        _KEPT[0] = Book(edition, _read(), FirstPosts.current())
    return _KEPT[0]


def forget() -> None:
    """Every process reads anew, as soon as what changed is committed; this one at once."""
    _KEPT[0] = Book("")
    transaction.on_commit(lambda: cache.set(EDITION, uuid.uuid4().hex, EDITION_LASTS))


def ready(version: RuleVersion, *, is_shadow: bool = False) -> InForce:
    """A version with its conditions. Raises WrongCondition, KeyError."""
    return InForce(version, version.read_conditions, is_shadow)


def _read() -> list[InForce]:
    rows = RuleVersion.objects.exclude(on_at=None, shadow_at=None).filter(rule__archived_at=None)
    found = []
    for version in rows.select_related("rule", "segment").order_by("rule_id", "pk"):
        try:
            found.append(ready(version, is_shadow=version.on_at is None))
        except Exception as error:
            break_down(version, error)
    return found


def asked(rule: InForce, posting: Posting) -> tuple[str, ...] | None:
    """What a rule finds. One that fails is skipped, stands in the log and as broken on its page, and stops nothing."""
    if not rule.looks_at(posting):
        return None
    try:
        with transaction.atomic() if rule.asks else nullcontext():
            return rule.found(posting)
    except Exception as error:
        break_down(rule.version, error)
        return None


def break_down(version: RuleVersion, error: Exception) -> None:
    """Write down that a rule failed; once a minute at most."""
    _log.exception("rule %s (version %s) failed", version.rule_id, version.number)
    if cache.add(f"screening:broken:{version.rule_id}", 1, 60):
        why = f"{type(error).__name__}: {error}"[:200].replace("\0", "")
        ActingRule.objects.filter(pk=version.rule_id).update(broken_at=timezone.now(), broken_why=why)
