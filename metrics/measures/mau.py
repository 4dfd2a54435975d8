"""Members in an average month."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.averaging import MONTH_DAYS, AverageOfParts


class MonthlyMembers(AverageOfParts):
    """Distinct members who did something within 28 days, on average."""

    key = "mau"
    name = _("Members a month")
    question = _("How many members take part in an average month?")
    definition = _(
        "Members who did at least one thing deliberately within 28 days, each counted once, averaged over the months "
        "of 28 days that fit into the period, counted back from its last day. Months before the first member joined "
        "are left out. In a space: those who did it there."
    )
    remedy = _("Look at who has fallen silent, and give them a reason to look in.")
    remedy_url = "journeys"
    length = MONTH_DAYS
