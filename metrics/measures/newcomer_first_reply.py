"""First reply to newcomers: after how long half of their threads have one."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Until
from metrics.measures.survival import Of


class NewcomerFirstReply(Until):
    """Half of the threads of newcomers have a reply by then."""

    key = "newcomer-first-reply"
    name = _("First reply to newcomers")
    question = _("How long does somebody wait who wrote here for the first time?")
    definition = format_lazy(
        "{} {}",
        _(
            "Half of the threads of newcomers, who had joined less than 30 days before, have a reply after so many "
            "hours."
        ),
        WHOSE,
    )  # fmt: skip
    unreached = _("More than half still wait")
    target = 4.0  # sooner than others: who is new does not know yet that somebody will come
    remedy = _("Greet those who are new and wait, or ask a helper to.")
    share = 0.5
    of = Of(newcomer=True)
