"""Members on an average day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.averaging import AverageOfParts


class DailyMembers(AverageOfParts):
    """Distinct members who did something on a day, on average."""

    key = "dau"
    name = _("Members a day")
    question = _("How many members take part on an average day?")
    definition = _(
        "Members who did at least one thing deliberately on a day, each counted once a day, averaged over the days of "
        "the period. Days without anybody count as zero, and days before the first member joined are left out. In a "
        "space: those who did it there."
    )
    remedy = _("Plan something small for the days on which nothing happens.")
    remedy_url = "programs"
    length = 1
