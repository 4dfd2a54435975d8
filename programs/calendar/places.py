"""Where the calendar shows itself on pages of others: on home, and on the pages of a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from community.home import coming
from community.home.coming import Coming
from community.spaces import tabs
from community.spaces.tabs import FurtherTab
from members.accounts.silence import leave_open
from programs.calendar.agenda import to_come
from programs.series.models import Program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

ON_HOME = 4


def on_home(member: Member) -> list[Coming]:
    """The next ones: one query."""
    found = to_come(member, ON_HOME)
    return [Coming(row.starts_at, row.name, row.program.kind.url(row), str(row.program.kind.noun)) for row in found]


def has_events(viewer: Viewer, space: Space) -> bool:
    """Whether something is planned in a space: one query."""
    return bool(Program.objects.in_calendar_of(viewer).filter(space=space, ended_at=None).exists())


leave_open("settings_calendar_renew", "settings_calendar_close")  # one's own address is seen by nobody else
coming.register(on_home)
tabs.register(FurtherTab("events", "space_events", _("Events"), has_events))
