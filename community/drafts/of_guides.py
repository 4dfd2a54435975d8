"""Drafts of guides: whether their writers may still write there, and how they stand in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from community.guides.models import Guide
from community.guides.permissions import may_edit

if TYPE_CHECKING:
    from community.drafts.keeping import Target
    from community.drafts.models import Draft
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def is_for_guide(viewer: Viewer, pk: int) -> bool:
    """Whether there is a guide this member may write to; the rest does not exist for them."""
    guide = Guide.objects.visible_to(viewer).select_related("space").filter(pk=pk).first()
    return guide is not None and may_edit(viewer, guide) is None


def row_of_guide(member: Member, draft: Draft, target: Target) -> tuple[str, str, str] | None:
    """Title, place and address of such a draft; None if there is nowhere to go on."""
    if target.act == "guide" and target.number:
        guide = Guide.objects.visible_to(member).filter(pk=target.number).first()
        return (guide.title, _("Edit"), reverse("guide_edit", args=[guide.address])) if guide is not None else None
    begun = reverse("guide_new") + (f"?thread={target.number}" if target.number else "")
    return draft.title or _("A guide without a title"), _("Guide"), begun
