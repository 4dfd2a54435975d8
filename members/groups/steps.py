"""The step of journeys that takes somebody into a group."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.groups.models import Barred, Group, GroupBar
from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.segments.fields import one_of

if TYPE_CHECKING:
    from django import forms

    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said


class AddToGroup(Kind):
    """Takes them into a group."""

    key, icon = "add_to_group", "users"
    made_at: ClassVar[str] = "groups"
    label: ClassVar[Said] = _("Add to a group")
    sentence: ClassVar[Said] = _("Add them to {group}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "group": one_of(_("Group"), lambda: Group.objects.order_by("name").values_list("pk", "name"), number=True)
    }

    def act(self, here: Here) -> Outcome:
        """Once; who is in it stays in it; a group that is gone, or from which they are barred, is passed by."""
        group = Group.objects.filter(pk=here.values["group"]).first()
        if group is not None:
            with suppress(Barred):
                group.add(here.member, by=None)
        return Goes(facts={"group": here.values["group"]})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many are not in it yet, and may be."""
        barred = GroupBar.objects.in_force().filter(group=values["group"])
        new = people.exclude(memberships__group=values["group"]).exclude(pk__in=barred.values("member")).count()
        return ngettext("%(n)d would come into it", "%(n)d would come into it", new) % {"n": new}


register(AddToGroup())
