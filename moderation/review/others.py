"""Other open cases about the person a case is about: what they are, and whether they can be decided as one with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from moderation.review.bulk import MOST
from moderation.review.cases import Case
from moderation.review.looking import unread, unread_words
from moderation.review.queue import listed
from moderation.review.showing import title_of, why
from moderation.review.subjects import items_of

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Other:
    """One of them, as the page of a case shows it."""

    case: Case
    title: str
    text: str
    why: str
    contents: tuple[str, ...]
    version: str = ""
    barred: str = ""
    """Why it cannot be decided as one with the case of the page; empty if it can."""

    @property
    def value(self) -> str:
        """What a form sends if it is chosen: its number, and its thing as it is shown."""
        return f"{self.case.pk}:{self.version}"


def others_about(case: Case, viewer: Member) -> list[Other]:
    """Those the viewer may see, the next due first. Of what stands in private places, words they looked at lately."""
    if case.about_id is None:
        return []
    seen = Case.objects.visible_to(viewer).open().filter(about=case.about_id).exclude(pk=case.pk)
    found = list(listed(seen).next_due()[:MOST])
    items = items_of(found)
    hidden = unread(found, viewer, items)
    return [_other(one, None if one.pk in hidden else items.get(one.pk), viewer, one.pk in hidden) for one in found]


def _other(one: Any, item: Item | None, viewer: Member, is_unread: bool) -> Other:
    return Other(
        case=one, title=title_of(one, item), text=item.text if item else "", why=why(one, is_proposed=one.is_proposed),
        contents=() if one.is_appeal else one.kind.contents, version=item.version if item else "",
        barred=_barred(one, viewer, is_unread),
    )  # fmt: skip


def _barred(one: Any, viewer: Member, is_unread: bool) -> str:
    if one.is_appeal:
        return _("An appeal is decided by itself, not with others.")
    if one.is_proposed:
        return _("Waits for a second moderator")
    if one.is_claimed_against(viewer) and one.claimed_by is not None:
        return _("%(name)s has this case open.") % {"name": one.claimed_by.name}
    return unread_words() if is_unread else ""
