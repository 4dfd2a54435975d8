"""Still there four weeks after joining."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.retaining import Retention


class RetentionAfterFour(Retention):
    """The share of members who did something in the week that begins four weeks after they joined."""

    key = "retention-4w"
    name = _("Still there after 4 weeks")
    question = _("How many of those who joined are still there 4 weeks later?")
    definition = _(
        "Members whose week number 4 after joining ended in the period: days 28 to 34, when the day they joined is day "
        "0. Of them, those who did at least one thing deliberately in that week. In a space: of those who did "
        "something there in their first seven days, the ones who did something there in that week."
    )
    remedy = _("Lead newcomers to a second thing they can do, and to one person they know by name.")
    remedy_url = "journeys"
    weeks = 4
