"""The step of journeys that sets a stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.stages.models import Stage
from members.stages.setting import move

if TYPE_CHECKING:
    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said


class SetStage(Kind):
    """Brings them to a stage."""

    key, icon = "stage", "target"
    label: ClassVar[Said] = gettext_lazy("Set their stage")
    sentence: ClassVar[Said] = gettext_lazy("Bring them to the stage {stage}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "stage": forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage.choices)
    }
    hint: ClassVar[Said] = gettext_lazy("It holds until the rules of the stages see something new about them.")

    def act(self, here: Here) -> Outcome:
        """Once; a stage that cannot be set because a rule cannot be asked is tried again."""
        why = _("The journey “%(name)s”") % {"name": here.run.journey.name}
        moved = move(here.member, here.values["stage"], by=None, why=why)
        return Goes(facts={"stage": here.values["stage"], "moved": moved})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many are elsewhere."""
        others = people.exclude(standing__stage=values["stage"])
        if values["stage"] == Stage.AWARE:
            others = others.exclude(standing=None)
        new = others.count()
        return ngettext("%(n)d would move there", "%(n)d would move there", new) % {"n": new}


register(SetStage())
