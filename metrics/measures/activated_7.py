"""New members who took their first step within 7 days."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.activating import Activation


class ActivatedIn7(Activation):
    """The share of new members who posted or said yes to an event within 7 days."""

    key = "activated-7"
    name = _("Activated in 7 days")
    question = _("How many new members take a first step within 7 days?")
    definition = _(
        "Members who joined in the period and whose first 7 days are over by its end; of them, those who wrote their "
        "first post or said yes to an event within 7 times 24 hours of joining. Whose 7 days still run is not counted "
        "yet."
    )
    remedy = _("Look at the first week: a greeting within two hours, and one small step on the third day.")
    remedy_url = "journeys"
    within_days = 7
