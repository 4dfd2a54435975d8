"""The steps from joining to advocating: what each is called, and which stages mean that somebody came so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.stages.models import Stage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAY = (Stage.ACTIVATED, Stage.CONTRIBUTING, Stage.ADVOCATING)
"""The stages behind joining, in their order; being dormant is no step of the way."""
JOINED = "joined"
STEPS = (JOINED, *(str(stage) for stage in WAY))

NAMES: dict[str, StrOrPromise] = {
    "visited": pgettext_lazy("step of the funnel", "Visited"),
    JOINED: pgettext_lazy("step of the funnel", "Joined"),
    "activated": pgettext_lazy("step of the funnel", "Activated"),
    "contributing": pgettext_lazy("step of the funnel", "Contributing"),
    "advocating": pgettext_lazy("step of the funnel", "Advocates"),
    "dormant": pgettext_lazy("step of the funnel", "Dormant"),
}
STOPPED: dict[str, StrOrPromise] = {
    JOINED: _("Joined, and have done nothing yet that makes them activated"),
    "activated": _("Came to activated, and not on to contributing"),
    "contributing": _("Came to contributing, and not on to advocating"),
    "advocating": _("Came all the way to advocating"),
    "dormant": _("Dormant now, however far they came"),
}


def so_far(step: str) -> list[str]:
    """The stages of whoever came to this step or further; empty for joining, to which everybody came."""
    return [] if step == JOINED else [str(stage) for stage in WAY[WAY.index(Stage(step)) :]]


def next_of(step: str) -> str:
    """The step behind this one; empty behind the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else ""
