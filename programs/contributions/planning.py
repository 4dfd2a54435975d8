"""What a call asks in the form of a program: what is wanted, how long, how authors are credited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.log import record
from programs.contributions.models import EXAMPLES_MAX, SENTENCE_MAX, SOURCE_MAX, CallPlan
from programs.contributions.terms import Terms, plan_of
from programs.series.formats import Details

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.models import Program

TAKES = (
    ("both", gettext_lazy("Stories and guides")),
    ("thread", gettext_lazy("Stories, published as threads")),
    ("guide", gettext_lazy("Guides")),
)


class CallDetails(Details):
    """What is wanted, and what authors can count on."""

    takes = forms.ChoiceField(label=gettext_lazy("What is wanted"), choices=TAKES, initial="both")
    wanted = forms.IntegerField(
        label=gettext_lazy("How many are hoped for"), min_value=0, max_value=1000, initial=0,
        help_text=gettext_lazy("0: no such number."),
    )  # fmt: skip
    shortest = forms.IntegerField(
        label=gettext_lazy("Shortest text, in characters"), min_value=1, max_value=SOURCE_MAX, initial=200
    )
    longest = forms.IntegerField(
        label=gettext_lazy("Longest text, in characters"), min_value=100, max_value=SOURCE_MAX, initial=15_000
    )
    examples = forms.CharField(
        label=gettext_lazy("Examples"), required=False, max_length=EXAMPLES_MAX,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("One a line, with its address."),
    )  # fmt: skip
    credit = forms.CharField(
        label=gettext_lazy("How authors are credited"),
        required=False,
        max_length=SENTENCE_MAX,
        help_text=gettext_lazy("Everybody reads it before they write."),
    )
    consent = forms.CharField(
        label=gettext_lazy("What authors agree to"),
        required=False,
        max_length=SENTENCE_MAX,
        help_text=gettext_lazy(
            "Empty: “I wrote this myself, and the community may edit and publish it under my name.”"
        ),
    )

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        return plan_of(program).kept()

    def clean(self) -> dict[str, Any]:
        """The shortest is not longer than the longest."""
        given = super().clean() or {}
        shortest, longest = given.get("shortest"), given.get("longest")
        if shortest is not None and longest is not None and shortest > longest:
            self.add_error("shortest", _("The shortest text cannot be longer than the longest."))
        return given

    def save(self, program: Program, *, by: Member) -> None:
        """Write it down."""
        terms = Terms.of(self.cleaned_data).kept()
        plan, new = CallPlan.objects.select_for_update().get_or_create(program=program, defaults={"terms": terms})
        if new or plan.terms != terms:
            plan.terms = terms
            plan.save(update_fields=["terms"])
            record("contribution.planned", actor=by, subject=program)
