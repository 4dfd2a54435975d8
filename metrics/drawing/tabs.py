"""The tabs of health."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS = [
    ("health", _("Overview")),
    ("measures", _("Measures")),
    ("cohorts", _("Cohorts")),
    ("funnel", _("Funnel")),
    ("effects", _("Effects")),
    ("health_experiments", _("Experiments")),
    ("alerts", _("Alerts")),
    ("outside", _("Outside facts")),
]


def tabs(current: str) -> list[dict[str, object]]:
    """Each tab with its address; `current` is the name of the address it leads to."""
    return [{"url": reverse(name), "label": label, "current": name == current} for name, label in TABS]
