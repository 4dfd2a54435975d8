"""Forms of AMAs: they clean what was typed and never write."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.duties.forms import OwnerField, team
from programs.amas.models import FOLLOW_UP_MAX, SUMMARY_MAX, AmaQuestion

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence

DUE_MOST = timedelta(days=365)


class FollowUpForm(forms.Form):
    """What was promised, who does it and by when."""

    words = forms.CharField(label=gettext_lazy("What is to be done"), max_length=FOLLOW_UP_MAX)
    owner = OwnerField(label=gettext_lazy("Who does it"), queryset=team())
    due = forms.DateField(label=gettext_lazy("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        self.fields["owner"].queryset = team()  # type: ignore[attr-defined]

    def clean_due(self) -> datetime:
        """The end of a day that is not over, at most a year away."""
        day = self.cleaned_data["due"]
        if not timezone.localdate() <= day <= timezone.localdate() + DUE_MOST:
            raise forms.ValidationError(_("Choose a day from today on, at most a year away."))
        return timezone.make_aware(datetime.combine(day, time(18)))

    def clean_question(self) -> AmaQuestion | None:
        """The question it belongs to, by number."""
        number = self.cleaned_data["question"]
        if number is None:
            return None
        found: AmaQuestion | None = AmaQuestion.objects.filter(occurrence=self.occurrence, number=number).first()
        return found


class RecapForm(forms.Form):
    """The summary, and which answers stand in it."""

    source = forms.CharField(
        label=gettext_lazy("Summary"), max_length=SUMMARY_MAX, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What you take from it, in a few sentences. Markdown works."),
    )  # fmt: skip
    best = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Best answers"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They stand in the recap and in the guide that is made of it, ten at most."),
    )  # fmt: skip

    def __init__(self, *args: Any, answered: list[AmaQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.number, one.words) for one in answered]
        self.fields["best"].choices = choices  # type: ignore[attr-defined]
