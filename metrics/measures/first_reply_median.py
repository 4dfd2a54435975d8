"""First reply: after how long half of the threads have one."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Until


class FirstReplyMedian(Until):
    """Half of the threads have a reply by then."""

    key = "first-reply-median"
    name = _("First reply")
    question = _("How long does somebody wait until anybody replies?")
    definition = format_lazy(
        "{} {}",
        _(
            "Half of the threads have a reply, by anybody but their author, after so many hours; the other half "
            "waits longer."
        ),
        WHOSE,
    )  # fmt: skip
    unreached = _("More than half still wait")
    target = 8.0  # what is asked in the morning has a reply on the same day
    share = 0.5
