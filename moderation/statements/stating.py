"""The statement of reasons: what a member is told of a decision, the same in the letter and on every page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.notifications.letters import speaking_to
from moderation.review.decisions import Decision
from moderation.review.subjects import items_of
from moderation.statements import wording
from moderation.statements.asking import appeal_link, appeal_path, appealed_path

if TYPE_CHECKING:
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Statement:
    """One decision in the words of whom it is about. All fields are text; what does not apply is empty."""

    decision_id: int
    language: str
    day: str
    subject: str
    """The subject of the letter, the heading of the page."""
    title: str = ""
    """What names the thing it is about."""
    title_url: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    """What else was decided about as one with it: its name, and its address or nothing."""
    decided: list[str] = field(default_factory=list)
    rule: str = ""
    rule_url: str = ""
    facts: list[str] = field(default_factory=list)
    """Paragraphs."""
    quote: list[str] = field(default_factory=list)
    found: str = ""
    until: str = ""
    follows: str = ""
    appeal: str = ""
    appeal_path: str = ""
    appeal_link: str = ""
    """The whole address, for a letter."""
    appealed_path: str = ""
    """Where the member reads the appeal they made, open or decided."""
    message: list[str] = field(default_factory=list)
    taken_back: str = ""

    @property
    def public_rule_url(self) -> str:
        """The whole address of the rule, for a letter."""
        return f"{settings.PUBLIC_URL}{self.rule_url}" if self.rule_url else ""


def statement_of(decision: Decision) -> Statement:
    """The statement for a decision in the language and time of whom it is about."""
    if decision.about is None:
        return _stated(decision)
    with speaking_to(decision.about):
        return _stated(decision)


def _stated(decision: Decision) -> Statement:
    joined, rule = list(decision.joined.select_related("case")), decision.rule
    items = items_of([one.case for one in (decision, *joined)])
    item = _own(decision, items)
    also = [found for one in joined if (found := _own(one, items)) is not None]
    reversed_ = decision.reversed_at is not None
    may_appeal = can_be_appealed(decision)
    return Statement(
        decision_id=decision.pk,
        language=translation.get_language() or "en",
        day=wording.day_in_words(decision.in_force_at or decision.decided_at),
        subject=_subject(decision),
        title=item.title if item else "",
        title_url=item.url if item and not item.state else "",
        others=[(one.title, "" if one.state else one.url) for one in also],
        decided=wording.decided(decision) + ([str(wording.FOR_ALL)] if also else []),
        rule=str(rule) if rule else "",
        rule_url=rule.get_absolute_url() if rule else "",
        facts=paragraphs(decision.facts),
        quote=paragraphs(decision.quote),
        found=wording.found(decision),
        until="" if reversed_ else wording.until(decision),
        follows="" if reversed_ else wording.what_follows(decision),
        appeal=_appeal(decision) if may_appeal else "",
        appeal_path=appeal_path(decision) if may_appeal else "",
        appeal_link=appeal_link(decision) if may_appeal else "",
        appealed_path=appealed_path(decision),
        message=paragraphs(decision.message),
        taken_back=str(wording.TAKEN_BACK) if reversed_ else "",
    )


def _subject(decision: Decision) -> str:
    if decision.reversed_at is not None:
        return _("A decision about you was taken back")
    if decision.is_no_action and wording.was_held(decision):
        return _("Your post is there for everybody now")
    if decision.is_no_action:
        return _("A word from the moderators")
    if decision.is_by_host:
        return _("A host’s decision, and the reasons for it")
    return _("A moderator’s decision, and the reasons for it")


def _own(decision: Decision, items: dict[int, Item]) -> Item | None:
    """The thing; what somebody else wrote by now, or nobody any more, is not theirs to read in it."""
    item = items.get(decision.case_id)
    return item if item is not None and item.author is not None and item.author.pk == decision.about_id else None


def can_be_appealed(decision: Decision) -> bool:
    """Whether its statement offers an appeal now: something followed, it stands, and the time is not over."""
    ends = decision.appeal_until
    return (
        decision.is_standing and not decision.is_no_action and not decision.case.is_appeal
        and ends is not None and ends > timezone.now()
    )  # fmt: skip


def _appeal(decision: Decision) -> str:
    assert decision.appeal_until is not None
    words = _("You can appeal until %(day)s. Somebody else than whoever decided this looks at it again.")
    return words % {"day": wording.day_in_words(decision.appeal_until)}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; single line breaks stay inside them."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return [part.strip("\n") for part in parts if part.strip()]
