"""The step of journeys that gives a badge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.recognition.badges import AWARD_REASON_LENGTH, Badge, BadgeAward
from members.segments.fields import one_of

if TYPE_CHECKING:
    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said


def _badges() -> list[tuple[int, str]]:
    return list(Badge.objects.filter(retired_at=None).order_by("name").values_list("pk", "name"))


class GiveBadge(Kind):
    """Gives them a badge, with a reason everybody can read."""

    key, icon = "badge", "award"
    made_at: ClassVar[str] = "badge_new"
    label: ClassVar[Said] = _("Give a badge")
    sentence: ClassVar[Said] = _("Give them {badge}: {reason}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "badge": one_of(_("Badge"), _badges, number=True),
        "reason": forms.CharField(
            label=_("Reason"), max_length=AWARD_REASON_LENGTH, help_text=_("Everybody can read it beside the badge.")
        ),
    }

    def act(self, here: Here) -> Outcome:
        """Once; one that is given no more, that they have, or that was taken back from them, is passed by."""
        badge = Badge.objects.filter(pk=here.values["badge"], retired_at=None).first()
        if badge is not None:
            award, new = BadgeAward.objects.get_or_create(
                badge=badge, member=here.member, defaults={"awarded_at": here.now, "reason": here.values["reason"]}
            )
            if new:
                record("badge.awarded", subject=award, badge=badge.pk, member=here.member.pk)
        return Goes(facts={"badge": here.values["badge"]})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many have never had it."""
        new = people.exclude(badge_awards__badge=values["badge"]).count()
        return ngettext("%(n)d would get it", "%(n)d would get it", new) % {"n": new}


register(GiveBadge())
