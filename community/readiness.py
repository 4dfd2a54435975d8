"""What a community should hold before it opens: places to begin, and somebody who looks after them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.spaces.models import Space
from community.threads.models import Thread
from members.invitations.readiness import Check, check_too

THREADS = 5


@check_too
def enough_to_read() -> Check:
    """Whoever comes finds something to read and answer."""
    open_to_read = Space.objects.open_to_visitors().filter(archived_at=None)
    number = Thread.objects.filter(deleted_at=None, held_at=None, space__in=open_to_read.values("pk")).count()
    wanted = _("At least %(number)d threads can be read by everybody.") % {"number": THREADS}
    return Check(wanted, _("%(number)d now") % {"number": number}, number >= THREADS)


@check_too
def hosts_everywhere() -> Check:
    """Each open space has a host."""
    open_to_read = Space.objects.open_to_visitors().filter(archived_at=None)
    number = open_to_read.filter(hostings=None).count()
    wanted = _("Every space that everybody reads has a host.")
    return Check(wanted, _("%(number)d without one") % {"number": number}, open_to_read.exists() and not number)
