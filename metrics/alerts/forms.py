"""Forms about alerts: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.missing import WORDS
from metrics.alerts.limits import limits_of
from metrics.alerts.setting_aside import ASIDE_MAX

if TYPE_CHECKING:
    from metrics.alerts.alert import Alert
    from metrics.alerts.models import Watch


class ThresholdsForm(forms.Form):
    """The thresholds of one kind, and whether it is looked for."""

    is_on = forms.BooleanField(label=gettext_lazy("Look for this"), required=False)

    def __init__(self, *args: Any, alert: Alert, watch: Watch | None, **kwargs: Any) -> None:
        self.alert = alert
        kept = limits_of(alert, watch)
        kwargs.setdefault("initial", kept | {"is_on": watch is None or watch.is_on})
        kwargs.setdefault("auto_id", f"id_{alert.key}_%s")
        super().__init__(*args, **kwargs)
        for one in alert.thresholds:
            self.fields[one.name] = forms.IntegerField(
                label=one.label, min_value=one.least, max_value=one.most,
                help_text=_("From %(least)s to %(most)s; %(default)s as shipped.") % {
                    "least": one.least, "most": one.most, "default": one.default
                },
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Opening and closing lie apart, so that an alert does not open and close from day to day."""
        given = super().clean() or {}
        for high, low in self.alert.ordered:
            if high in given and low in given and given[high] <= given[low]:
                labels = {"low": self.fields[low].label, "high": self.fields[high].label}
                self.add_error(low, _("“%(low)s” has to be a smaller number than “%(high)s”.") % labels)
        return given

    @property
    def numbers(self) -> dict[str, int]:
        """The thresholds that were chosen."""
        return {one.name: self.cleaned_data[one.name] for one in self.alert.thresholds}


class AsideForm(forms.Form):
    """Why a finding can wait."""

    why = forms.CharField(
        label=gettext_lazy("Why it can wait"), max_length=ASIDE_MAX, error_messages=WORDS,
        help_text=gettext_lazy("Managers read this. It waits for 28 days, and comes back if it is still so."),
    )  # fmt: skip
