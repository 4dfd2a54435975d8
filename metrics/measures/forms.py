"""The form about the target of a measure: it cleans what was typed and never writes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from members.profiles.models import Member
from members.profiles.roles import Role
from metrics.measures.measure import Measure, Unit
from metrics.measures.models import MeasureRule
from metrics.measures.wording import worded

LIMITS = {Unit.PERCENT: (0, 100), Unit.POINTS: (-100, 100), Unit.HOURS: (0, 24 * 365), Unit.NUMBER: (0, 1_000_000)}
LABELS = {
    Unit.PERCENT: gettext_lazy("Target, in percent"),
    Unit.POINTS: gettext_lazy("Target, in points"),
    Unit.HOURS: gettext_lazy("Target, in hours"),
    Unit.NUMBER: pgettext_lazy("of a number", "Target"),
}
TEAM = [Role.MODERATOR, Role.MANAGER, Role.OWNER]


class RuleForm(forms.Form):
    """What is to be reached, and who looks after it."""

    target = forms.DecimalField(
        required=False, max_digits=9, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    owner = forms.TypedChoiceField(
        label=pgettext_lazy("a number", "Who looks after it"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any = None, *, measure: Measure, rule: MeasureRule | None = None) -> None:
        target = rule.target if rule else None
        initial = {
            "target": None if target is None else Decimal(f"{Decimal(str(target)).normalize():f}"),
            "owner": rule.owner_id if rule else None,
        }
        super().__init__(data, initial=initial)
        self._unit = measure.unit
        people = list(
            Member.objects.present().filter(role__in=TEAM).order_by("name", "pk").only("pk", "name", "handle")
        )
        if rule and rule.owner and rule.owner not in people:
            people.insert(0, rule.owner)
        self._people = {one.pk: one for one in people}
        choices = [(one.pk, f"{one.name} (@{one.handle})") for one in people]
        field: Any = self.fields["owner"]
        field.choices = [("", _("Nobody yet")), *choices]
        self.fields["target"].label = LABELS[measure.unit]
        self.fields["target"].help_text = _usual(measure)

    def clean_target(self) -> float | None:
        """Within what the unit can be."""
        typed: Decimal | None = self.cleaned_data["target"]
        if typed is None:
            return None
        least, most = LIMITS[self._unit]
        if not least <= typed <= most:
            raise forms.ValidationError(
                _("Enter a number from %(least)s to %(most)s.") % {"least": least, "most": most}
            )
        return float(typed)

    @property
    def chosen_owner(self) -> Member | None:
        """Who was chosen."""
        return self._people.get(self.cleaned_data["owner"])


def _usual(measure: Measure) -> str:
    if measure.target is None:
        return _("Left empty, there is nothing to reach: the page says which way it goes.")
    return _("Left empty, it is the one that comes with Talkoot: %(target)s.") % {
        "target": worded(measure.unit, measure.target)
    }
