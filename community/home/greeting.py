"""What the page says when a member comes: by the hour where they are, and only what is true."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from community.home.visiting import Pulse
    from members.profiles.models import Member

# Whole phrases, because many languages bend the name of the day.
SINCE_DAY = [
    gettext_lazy("since Monday"),
    gettext_lazy("since Tuesday"),
    gettext_lazy("since Wednesday"),
    gettext_lazy("since Thursday"),
    gettext_lazy("since Friday"),
    gettext_lazy("since Saturday"),
    gettext_lazy("since Sunday"),
]


def hello(member: Member) -> str:
    """Good morning, Ines."""
    # Who is lent for a look, such as "A new member", has no first name.
    names = {"name": member.name if member.pk < 0 else (member.name.split() or [member.handle])[0]}
    hour = timezone.localtime().hour
    if 5 <= hour < 11:
        return _("Good morning, %(name)s") % names
    if 11 <= hour < 18:
        return _("Good day, %(name)s") % names
    return _("Good evening, %(name)s") % names if 18 <= hour < 23 else _("Hello, %(name)s") % names


def news(pulse: Pulse) -> str:
    """Three threads moved since yesterday. One that you started has new replies."""
    if pulse.since is None:
        return _("Here is what people talk about.")
    words = {"since": since_words(pulse.since), "count": pulse.moved}
    if not pulse.moved:
        return _("Nothing new %(since)s.") % words
    moved = ngettext("%(count)d thread moved %(since)s.", "%(count)d threads moved %(since)s.", pulse.moved) % words
    if not pulse.mine:
        return moved
    mine = ngettext(
        "%(count)d that you started has new replies.", "%(count)d that you started have new replies.", pulse.mine
    )
    return f"{moved} {mine % {'count': pulse.mine}}"


def since_words(moment: datetime) -> str:
    """The end of the last visit in words: since 09:12, since yesterday, since Friday, since 3 November."""
    here, today = timezone.localtime(moment), timezone.localdate()
    days = (today - here.date()).days
    if days <= 0:
        return _("since %(time)s") % {"time": formats.date_format(here, "H:i")}
    if days == 1:
        return _("since yesterday")
    if days < 7:
        return str(SINCE_DAY[here.weekday()])
    shape = "MONTH_DAY_FORMAT" if here.year == today.year else "DATE_FORMAT"
    return _("since %(date)s") % {"date": formats.date_format(here, shape)}
