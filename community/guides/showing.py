"""Guides as pages show them: one for reading, and lists of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from community.guides.citing import ShownSource, sources_of
from community.guides.contents import Structured, structured
from community.guides.models import Guide, GuideStep
from community.guides.permissions import (
    may_ask_for_review,
    may_bring_back,
    may_check,
    may_edit,
    may_name_editors,
    may_publish,
    may_retire,
    may_review,
    writes,
)
from community.guides.voting import SHOWN_FROM
from community.hosted.permissions import may_take_away
from community.posts.pictures import linked
from community.spaces.seeing import hosted_space_ids
from community.uploads.using import sizes_in_guide
from moderation.review.direct import may_open
from moderation.screening.waiting import waiting_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.refusing import Refusal
    from moderation.screening.waiting import Waiting

WORDS_A_MINUTE = 220
SHELVES = ("progress", "stale", "retired")
"""Lists besides the published guides, for who writes and looks after them."""


@dataclass
class GuidePage:
    """A guide for one reader."""

    guide: Guide
    text: Structured
    sources: list[ShownSource]
    minutes: int
    may: dict[str, bool] = field(default_factory=dict)
    publish_refusal: Refusal | None = None
    last_reason: GuideStep | None = None
    """Why it was sent back, while it is a draft again."""
    waiting: Waiting | None = None
    """Why it waits for a moderator; for those who write it."""

    @property
    def shows_votes(self) -> bool:
        """Whether enough people said whether it was useful."""
        return self.guide.votes >= SHOWN_FROM

    @property
    def acts(self) -> bool:
        """Whether its reader may do anything with it."""
        return any(self.may.values())


def page_of(viewer: Viewer, guide: Guide) -> GuidePage:
    """A guide with its places to jump to, its sources and what its reader may do."""
    text = structured(linked(guide.html, sizes_in_guide(guide.html)))
    found = GuidePage(guide, text, sources_of(viewer, guide), max(1, round(len(guide.text.split()) / WORDS_A_MINUTE)))
    if guide.is_draft:
        found.last_reason = guide.steps.filter(what="sent_back").select_related("by").order_by("-pk").first()
    if guide.held_at is not None and writes(viewer, guide):
        found.waiting = waiting_of("guide", [guide.pk])[guide.pk]
    if viewer.is_authenticated:
        may_read = may_review(viewer, guide) is None
        found.publish_refusal = may_publish(viewer, guide) if may_read else None
        found.may = {
            "edit": may_edit(viewer, guide) is None,
            "ask": may_ask_for_review(viewer, guide) is None,
            "publish": may_read and found.publish_refusal is None,
            "send_back": may_read and guide.is_in_review,
            "check": may_check(viewer, guide) is None,
            "leave": any(one.pk == viewer.pk for one in guide.editors.all()),
            "name": may_name_editors(viewer, guide) is None,
            "retire": guide.retired_at is None and may_retire(viewer, guide) is None,
            "bring_back": guide.retired_at is not None and may_bring_back(viewer, guide) is None,
            "moderate": guide.published_at is not None and may_open(viewer, guide.owner or guide.created_by),
            "take_away": guide.published_at is not None
            and not (guide.hidden_at or guide.held_at)
            and may_take_away(viewer, guide.space_id, guide.owner or guide.created_by) is None,
        }
    return found


def shelf(viewer: Viewer, which: str) -> Any:
    """The guides of one list, in its order. Who only reads finds the published ones."""
    guides = Guide.objects.visible_to(viewer).for_listing()
    if which == "progress":
        return guides.in_progress().order_by("-review_asked_at", "-created_at", "-pk")
    if which == "stale":
        return guides.stale().order_by("check_by", "pk")
    if which == "retired":
        return guides.filter(retired_at__isnull=False).order_by("-retired_at", "-pk")
    return guides.listed().order_by("-published_at", "-pk")


def tabs(viewer: Viewer, which: str) -> list[dict[str, Any]]:
    """The lists a reader can choose from; those with nothing in them are left out."""
    here = reverse("guides")
    words = {"progress": _("In progress"), "stale": _("To be checked"), "retired": _("Retired")}
    rows = [{"url": here, "label": _("Guides"), "current": which == ""}]
    if not viewer.is_authenticated:
        return rows
    for name in SHELVES:
        number = kept(viewer, name).order_by().values("pk").distinct().count()
        if number or name == which:
            rows.append({"url": f"{here}?show={name}", "label": words[name], "current": name == which, "count": number})
    return rows


def _mine(viewer: Viewer) -> Q | None:
    """What somebody answers for: of readers who neither write nor host, nothing; None for the team, who do for all."""
    if viewer.is_authenticated and viewer.is_moderator:
        return None
    own = Q(owner=viewer) | Q(editorships__member=viewer)
    return own | Q(space_id__in=hosted_space_ids(viewer))


def kept(viewer: Viewer, which: str) -> Any:
    """The same list, cut to what somebody answers for where readers have no business in it."""
    guides = shelf(viewer, which)
    mine = _mine(viewer) if which in ("stale", "retired") and viewer.is_authenticated else None
    if which and not viewer.is_authenticated:
        return guides.none()
    return guides.filter(mine).distinct() if mine is not None else guides
