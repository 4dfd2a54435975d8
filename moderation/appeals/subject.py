"""An appeal as a case shows it: what was said in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.appeals.models import Appeal
from moderation.guidelines.measures import Content, Person
from moderation.review.cases import APPEAL
from moderation.review.subjects import Item, Kind, register

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.review.decisions import Decision


def measure_of(decision: Decision) -> str:
    """What was decided, in one word or two: about the person, or else about the thing."""
    if decision.person != Person.NOTHING:
        return str(Person(decision.person).label)
    return decision.became


def title_of(decision: Decision) -> str:
    """What names an appeal: "Appeal: Warn, 14 November"."""
    moment = decision.in_force_at or decision.decided_at
    day = formats.date_format(timezone.localtime(moment), "MONTH_DAY_FORMAT")
    return _("Appeal: %(measure)s, %(day)s") % {"measure": measure_of(decision), "day": day}


class AppealKind(Kind):
    """Appeals. Nothing of them is hidden or removed."""

    key: ClassVar[str] = APPEAL
    noun: ClassVar[Any] = gettext_lazy("Appeal")
    icon: ClassVar[str] = "gavel"
    contents: ClassVar[tuple[str, ...]] = (Content.KEEP,)

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Each with all that was said."""
        rows = Appeal.objects.filter(pk__in=pks).select_related("by", "decision__case").prefetch_related("messages")
        return {one.pk: _item(one) for one in rows}

    def one(self, pk: int) -> Item | None:
        """One, with all that was said."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """Nobody sees an appeal who could report it."""
        return None

    def thing(self, pk: int) -> Any:
        """The row, locked."""
        return Appeal.objects.select_for_update(of=("self",)).filter(pk=pk).first()


def _item(one: Appeal) -> Item:
    case, said = one.decision.case, list(one.messages.all())
    return Item(
        key=APPEAL, pk=one.pk, author=one.by, title=title_of(one.decision),
        text="\n\n".join(message.words for message in said),
        html=format_html_join("", "<p>{}</p>", ((message.words,) for message in said)),
        at=one.opened_at, version=str(said[-1].pk) if said else "",
        space_id=case.space_id, is_private=case.is_private,
    )  # fmt: skip


register(AppealKind())
