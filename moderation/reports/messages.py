"""Messages as cases are about them: what a report shows, and nothing else of any talk.

Moderators read no messages. What they decide about is the message as it was when it was shown to them, with what its
reporter chose of the three before it; deleting it does not take that back.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.messages.models import Message, MessageReport
from members.messages.reporting import named_by
from members.profiles.models import Member
from moderation.guidelines.rules import rule_named, rules_in_force
from moderation.reports.reasons import RULE, Reason
from moderation.reports.reporting import Said as WhatIsWrong
from moderation.reports.reporting import gather
from moderation.review.subjects import Item, Kind, Said

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity

KEY = "message"
FIRST_WORDS = 80


class Messages(Kind):
    """Messages that were reported. There is nothing to mend in what was said among few: it stays, or it is removed."""

    key = KEY
    noun = gettext_lazy("Message")
    icon = "mail"
    contents: ClassVar[tuple[str, ...]] = ("keep", "remove")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all: the reports with their messages, and who wrote what they show."""
        return _items(pks, whole=False)

    def one(self, pk: int) -> Item | None:
        """With the messages before it that the report shows."""
        return _items([pk], whole=True).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """None: a message is reported where it stands, because only there it is known what its reader could see."""
        return None

    def thing(self, pk: int) -> Any:
        """The message, locked."""
        return Message.objects.select_for_update(of=("self",)).filter(pk=pk).first()

    def hide(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """Take it out of sight for everybody in the talk; whether this changed anything."""
        return self._act(pk, "hidden_at", lambda message: message.hide(by=by))

    def remove(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """The same as hiding: nothing of it can be mended."""
        return self.hide(pk, by=by, reason=reason)

    def hold(self, pk: int, *, by: Member | None) -> bool:
        """A message is not held."""
        return False

    def approve(self, pk: int, *, by: Member | None) -> bool:
        """A message is not held."""
        return False

    def ask_for_edit(self, pk: int, *, by: Member | None) -> bool:
        """A message is not mended."""
        return False

    def forget_edit(self, pk: int, *, by: Member | None) -> bool:
        """A message is not mended."""
        return False


def _items(pks: Collection[int], *, whole: bool) -> dict[int, Item]:
    rows = MessageReport.objects.filter(message__in=pks).select_related("message", "author").order_by("pk")
    latest = {row.message_id: row for row in rows}
    wanted = {one["author"] for row in latest.values() for one in row.shown if one["author"]}
    people = Member.objects.get_queryset().in_bulk(wanted) if whole and wanted else {}
    return {pk: _item(row, people) for pk, row in latest.items() if pk is not None}


def _item(row: MessageReport, people: dict[int, Member]) -> Item:
    message, shown = row.message, row.shown[-1]
    assert message is not None
    text = " ".join(strip_tags(shown["html"]).split())
    before = tuple(
        Said(people.get(one["author"]), parse_datetime(one["at"]) or row.reported_at, one["html"])
        for one in (row.shown[:-1] if people else ())
    )
    pictures = len(shown.get("pictures") or [])
    notes = [(_("Pictures"), ngettext("%(n)d picture", "%(n)d pictures", pictures) % {"n": pictures})]
    return Item(
        key=KEY,
        pk=message.pk,
        author=row.author or message.author,
        title=Truncator(text).chars(FIRST_WORDS),
        text=text,
        html=shown["html"],
        at=parse_datetime(shown["at"]) or row.reported_at,
        version=sha256(shown["html"].encode()).hexdigest()[:24],
        place=_("A message"),
        is_private=True,
        state="deleted" if message.deleted_at else "removed" if message.hidden_at else "",
        notes=tuple(notes if pictures else ()),
        before=before,
        facts={"hidden": message.hidden_at is not None, "removed": message.hidden_at is not None, "held": False},
    )


@named_by
def _rules() -> list[tuple[str, str]]:
    return [(rule.key, str(rule)) for rule in rules_in_force()]


def gather_message(activity: Activity) -> None:
    """Gathers the report of a message like any other: in the one open case about it."""
    row = MessageReport.objects.select_related("message", "reporter").filter(pk=activity.subject_id or 0).first()
    if row is None or row.message_id is None or row.reporter is None:
        return
    item = Messages().many([row.message_id])[row.message_id]
    rule = rule_named(row.rule_key) if row.rule_key else None
    reason = row.reason if rule or row.reason != RULE else Reason.OTHER
    gather(item, WhatIsWrong(reason=reason, rule=rule, words=row.note), by=row.reporter)
