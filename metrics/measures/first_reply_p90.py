"""Longest waits: after how long nine of ten threads have a reply."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Until


class FirstReplyP90(Until):
    """Nine of ten threads have a reply by then."""

    key = "first-reply-p90"
    name = _("First reply, nine of ten")
    question = _("How long do those wait who wait longest?")
    definition = format_lazy(
        "{} {}",
        _(
            "Nine of ten threads have a reply, by anybody but their author, after so many hours; one of ten waits "
            "longer."
        ),
        WHOSE,
    )  # fmt: skip
    unreached = _("More than one in ten still waits")
    target = 24.0  # the same promise as "90 % within a day": two numbers of one curve cannot disagree
    share = 0.9
