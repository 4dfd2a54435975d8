"""The step of journeys that makes a task for a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.duties.asking import ask_somebody
from members.duties.forms import HOURS, team
from members.duties.models import NOTE_LENGTH
from members.duties.models import Kind as Sort
from members.duties.owning import may_own
from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.profiles.models import Member
from members.segments.fields import Offered, one_of

if TYPE_CHECKING:
    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said


WHOM = Offered({0: _("the team")}, lambda: team().values_list("pk", "name"))


class AskTeam(Kind):
    """Puts somebody on a person's list."""

    key, icon, tone = "task", "list-checks", "me"
    label: ClassVar[Said] = _("Make a task for a person")
    sentence: ClassVar[Said] = _("Make a task for {to}: {kind}, due {hours}: {note}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "kind": forms.ChoiceField(label=_("What is to be done"), choices=Sort.choices),
        "note": forms.CharField(
            label=_("Note"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("The team reads it, nobody else."),
        ),
        "to": one_of(_("Who does it"), WHOM, number=True),
        "hours": forms.ChoiceField(label=_("Due"), choices=HOURS, required=False),
    }  # fmt: skip

    def act(self, here: Here) -> Outcome:
        """Once; whoever left the team meanwhile leaves it to the others."""
        given = here.values
        to = Member.objects.present().filter(pk=given["to"]).first() if given["to"] else None
        due = here.now + timedelta(hours=int(given["hours"])) if given["hours"] else None
        duty = ask_somebody(
            given["kind"], here.member, due, key=here.key, note=given["note"], to=to if to and may_own(to) else None
        )
        return Goes(facts={"task": duty.pk})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many tasks that makes."""
        return ngettext("%(n)d task would stand on the list", "%(n)d tasks would stand on the list", count) % {
            "n": count
        }


register(AskTeam())
