"""Still there eight weeks after joining."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.retaining import Retention


class RetentionAfterEight(Retention):
    """The share of members who did something in the week that begins eight weeks after they joined."""

    key = "retention-8w"
    name = _("Still there after 8 weeks")
    question = _("How many of those who joined are still there 8 weeks later?")
    definition = _(
        "Members whose week number 8 after joining ended in the period: days 56 to 62, when the day they joined is day "
        "0. Of them, those who did at least one thing deliberately in that week. In a space: of those who did "
        "something there in their first seven days, the ones who did something there in that week."
    )
    remedy = _("Whoever stays two months has found their people: lead newcomers to a group that meets.")
    remedy_url = "groups"
    weeks = 8
