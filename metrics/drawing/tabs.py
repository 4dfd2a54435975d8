"""The tabs of health: those pages that there are."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
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
    found = []
    for name, label in TABS:
        try:
            found.append({"url": reverse(name), "label": label, "current": name == current})
        except NoReverseMatch:
            continue
    return found
