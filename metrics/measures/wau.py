"""Members in an average week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.averaging import AverageOfParts


class WeeklyMembers(AverageOfParts):
    """Distinct members who did something within seven days, on average."""

    key = "wau"
    name = _("Members a week")
    question = _("How many members take part in an average week?")
    definition = _(
        "Members who did at least one thing deliberately within seven days, each counted once a week, averaged over "
        "the whole weeks of the period, counted back from its last day. Weeks before the first member joined are left "
        "out. In a space: those who did it there."
    )
    remedy = _("Give the week a fixed point that people look forward to.")
    remedy_url = "programs"
    length = 7
