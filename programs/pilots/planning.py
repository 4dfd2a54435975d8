"""What a pilot asks in the form of a program: what is tried, how many may join, how long is waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from members.activity.log import record
from programs.pilots.models import PLACES_MOST, TRIED_MAX, PilotPlan
from programs.pilots.terms import Terms, plan_of
from programs.series.formats import Details

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.models import Program


class PilotDetails(Details):
    """What people agree to try."""

    tried = forms.CharField(
        label=gettext_lazy("What is tried"), max_length=TRIED_MAX, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Members read it before they ask to take part."),
        error_messages={"required": gettext_lazy("Say what is tried.")},
    )  # fmt: skip
    places = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=PLACES_MOST, initial=12,
        help_text=gettext_lazy("So many may take part. Fewer places take nobody’s place away."),
    )  # fmt: skip
    invite_days = forms.IntegerField(
        label=gettext_lazy("Announced so many days before"), min_value=0, max_value=90, initial=14,
        help_text=gettext_lazy("Those it is meant for are told once."),
    )  # fmt: skip
    feedback_days = forms.IntegerField(
        label=gettext_lazy("Days for feedback after its end"), min_value=1, max_value=60, initial=7,
        help_text=gettext_lazy("Then the closing report drafts itself."),
    )  # fmt: skip

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        return plan_of(program).kept()

    def save(self, program: Program, *, by: Member) -> None:
        """Write it down."""
        terms = Terms.of(self.cleaned_data).kept()
        plan, new = PilotPlan.objects.select_for_update().get_or_create(program=program, defaults={"terms": terms})
        if new or plan.terms != terms:
            plan.terms = terms
            plan.save(update_fields=["terms"])
            record("pilot.planned", actor=by, subject=program)
