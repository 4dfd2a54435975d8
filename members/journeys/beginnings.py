"""How a journey begins for somebody: by what they do, by fitting a segment, on a day after they joined, or by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.segments.deeds import DEEDS, deeds
from members.segments.fields import days, one_of
from members.segments.models import Segment

if TYPE_CHECKING:
    from members.segments.predicates import Said


@dataclass(frozen=True)
class Beginning:
    """One way to begin."""

    key: str
    sentence: Said
    """Names in braces become the fields."""
    fields: Mapping[str, forms.Field]


def _segments() -> list[tuple[int, str]]:
    """Archived ones stand at the end: a journey that begins with one goes on, and can be changed."""
    segments = Segment.objects.order_by(F("archived_at").asc(nulls_first=True), "name")
    archived = gettext("%(name)s (archived)")
    return [(one.pk, archived % {"name": one.name} if one.archived_at else one.name) for one in segments]


BEGINNINGS: dict[str, Beginning] = {
    beginning.key: beginning
    for beginning in (
        Beginning("verb", _("When somebody does this: {verb}"), {"verb": one_of(_("What they do"), deeds)}),
        Beginning(
            "segment",
            _("When somebody fits {segment}"),
            {"segment": one_of(_("Segment"), _segments, number=True)},
        ),
        Beginning("date", _("{days} days after somebody joined"), {"days": days(least=1)}),
        Beginning("hand", _("When a manager puts somebody in"), {}),
    )
}


def is_deed(verb: str) -> bool:
    """Whether a journey may begin with it, or wait for it."""
    return verb in DEEDS
