"""Where the calendar shows itself on the pages of a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from community.spaces import tabs
from community.spaces.tabs import FurtherTab
from members.accounts.silence import leave_open
from programs.series.models import Program

if TYPE_CHECKING:
    from programs.series.models import ProgramQuerySet


def planned_here() -> ProgramQuerySet:
    """What is planned in a space, for whoever sees the space."""
    found: ProgramQuerySet = Program.objects.running().filter(space=OuterRef("pk"), is_public=True)
    return found


leave_open("settings_calendar_renew", "settings_calendar_close")  # one's own address is seen by nobody else
tabs.register(FurtherTab("events", "space_events", _("Events"), planned_here))
