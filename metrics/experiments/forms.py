"""Forms about the judging of experiments: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metrics.experiments.models import LEAST_POINTS, LESSON_LENGTH, MOST_POINTS, Outcome
from metrics.experiments.planning import Wanted, people_needed, shares_of

if TYPE_CHECKING:
    from members.experiments.models import Experiment, Variant
    from metrics.experiments.models import Plan, Result

HELD_OUT = "held-out"
MOST_PEOPLE = 1_000_000


class PlanForm(forms.Form):
    """How an experiment is judged."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What is asked of each member"), choices=Outcome.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("Days are counted from the day they met the experiment."),
    )  # fmt: skip
    against = forms.ChoiceField(label=gettext_lazy("Compared with"))
    expected = forms.FloatField(
        label=gettext_lazy("How many do it today, in percent"), min_value=1, max_value=99, initial=30,
        help_text=gettext_lazy("A guess is enough. It decides only how many people it takes."),
    )  # fmt: skip
    least = forms.FloatField(
        label=gettext_lazy("Smallest difference worth a change, in points"), min_value=LEAST_POINTS,
        max_value=MOST_POINTS, initial=10,
        help_text=gettext_lazy("From 30 to 40 percent are 10 points. Half the difference takes four times the people."),
    )  # fmt: skip
    ends_by_rule = forms.BooleanField(
        label=gettext_lazy("Stop the experiment when the rule has spoken"), required=False, initial=True
    )

    def __init__(self, *args: Any, experiment: Experiment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.experiment = experiment
        self._variants = {one.key: one for one in experiment.variants.all() if one.weight}
        held_out = [(HELD_OUT, _("those held out"))] if experiment.held_out else []
        choices = [*held_out, *((f"v:{key}", key) for key in self._variants)]
        self.fields["against"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, experiment: Experiment, plan: Plan | None) -> PlanForm:
        """The form as it opens: with the plan there is, or with what comes with the product."""
        given: dict[str, Any] = {"outcome": Outcome.ACTIVE_4}
        if plan is not None:
            given = {name: getattr(plan, name) for name in ("outcome", "expected", "least", "ends_by_rule")}
            given["against"] = f"v:{plan.against.key}" if plan.against else HELD_OUT
        return cls(initial=given, experiment=experiment)

    def clean(self) -> dict[str, Any]:
        """Numbers that can be, and that some community could reach."""
        given = super().clean() or {}
        if self.errors:
            return given
        wanted = self._wanted(given)
        try:
            people = people_needed(shares_of(self.experiment, wanted.against), wanted)
        except ValueError:
            raise forms.ValidationError(
                _("No such difference can be: from what is expected it leads below 0 and above 100 percent, or there "
                  "is nothing to compare with.")
            ) from None  # fmt: skip
        if people > MOST_PEOPLE:
            raise forms.ValidationError(_("It would take more than a million people. Look for a larger difference."))
        return given

    def _wanted(self, given: dict[str, Any]) -> Wanted:
        against: Variant | None = self._variants.get(given["against"].removeprefix("v:"))
        if given["against"] == HELD_OUT:
            against = None
        return Wanted(given["outcome"], against, given["expected"], given["least"], given["ends_by_rule"])

    def wanted(self) -> Wanted:
        """What was asked for."""
        return self._wanted(self.cleaned_data)


class LessonForm(forms.Form):
    """What managers make of a result."""

    lesson = forms.CharField(
        label=gettext_lazy("What we learnt"), max_length=LESSON_LENGTH, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In your words, for whoever asks the same question in two years."),
    )  # fmt: skip

    @classmethod
    def of(cls, result: Result) -> LessonForm:
        """With what stands there."""
        return cls(initial={"lesson": result.lesson})
