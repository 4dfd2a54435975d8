"""What was decided, or proposed, as one: the other cases, and whether somebody wants it taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.looking import unread, unread_words
from moderation.review.permissions import may_agree_to_reverse
from moderation.review.showing import title_of
from moderation.review.subjects import items_of
from moderation.review.takingback import TakeBack, may_be_asked, waiting_for

if TYPE_CHECKING:
    from members.profiles.models import Member
    from members.profiles.refusing import Refusal
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Part:
    """Another case that belongs to it; of what stands in private places, words the viewer looked at lately."""

    case: Case
    title: str
    text: str
    version: str
    barred: str = ""
    """Why nobody can agree to it yet who sees this."""

    @property
    def value(self) -> str:
        """What a second moderator sends who has it before them."""
        return f"{self.case.pk}:{self.version}"


@dataclass(frozen=True)
class Whole:
    """What belongs to the decision of a page."""

    rest: list[Part] = field(default_factory=list)
    back: TakeBack | None = None
    """Somebody wants it taken back, and another moderator has to agree."""
    back_refusal: Refusal | None = None
    """Why the viewer may not agree to that."""
    asks_first: bool = False
    """Whether taking it back begins with asking another moderator."""


def whole_of(decision: Decision | None, viewer: Member) -> Whole:
    """All that belongs to the decision that stands; nothing without one."""
    if decision is None:
        return Whole()
    leading = decision.leading
    back = waiting_for(leading) if leading.second_at is not None else None
    return Whole(
        rest=_rest(decision, leading, viewer), back=back,
        back_refusal=may_agree_to_reverse(viewer, leading, asked_by=back.asked_by_id) if back is not None else None,
        asks_first=back is None and leading.second_at is not None and may_be_asked(viewer, leading),
    )  # fmt: skip


def _rest(decision: Decision, leading: Decision, viewer: Member) -> list[Part]:
    numbers = [leading.case_id, *leading.joined.values_list("case_id", flat=True)]
    if len(numbers) == 1:
        return []
    cases = list(Case.objects.filter(pk__in=numbers).exclude(pk=decision.case_id).order_by("pk"))
    items = items_of(cases)
    hidden = unread(cases, viewer, items)
    return [_part(case, items.get(case.pk), case.pk in hidden) for case in cases]


def _part(case: Case, item: Item | None, is_unread: bool) -> Part:
    shown = None if is_unread else item
    title, text = title_of(case, shown), shown.text if shown else ""
    return Part(case, title, text, item.version if item else "", unread_words() if is_unread else "")
