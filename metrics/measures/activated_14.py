"""New members who took their first step within 14 days."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from metrics.measures.activating import Activation


class ActivatedIn14(Activation):
    """The share of new members who posted or said yes to an event within 14 days."""

    key = "activated-14"
    name = _("Activated in 14 days")
    question = _("How many new members take a first step within 14 days?")
    definition = _(
        "Members who joined in the period and whose first 14 days are over by its end; of them, those who wrote their "
        "first post or said yes to an event within 14 times 24 hours of joining. Whose 14 days still run is not "
        "counted yet."
    )
    target = 45.0
    remedy = _("See where newcomers stop, and give those who did nothing yet a person to turn to.")
    remedy_url = "mentors_manage"
    within_days = 14
