"""How long something took, in the largest unit that says enough."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR, DAY = 60, 24 * 60
"""In minutes."""


def in_words(minutes: int) -> str:
    """38 min, 9 h, 3 days: hours up to two days; the number stays on the line of its unit."""
    if minutes < HOUR:
        words = _("%(count)d min") % {"count": minutes}
    elif minutes < 2 * DAY:
        words = _("%(count)d h") % {"count": minutes // HOUR}
    else:
        days = minutes // DAY
        words = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def since(moment: datetime) -> str:
    """How long ago a moment was, in the same words."""
    return in_words(max(0, int((timezone.now() - moment).total_seconds() // 60)))
