"""Replied to within a day."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Within


class AnsweredInADay(Within):
    """The share of threads with a reply within 24 hours."""

    key = "answered-24h"
    name = _("Reply within a day")
    question = _("Can people rely on a reply by tomorrow?")
    definition = format_lazy("{} {}", _("The share of threads that have a reply within 24 hours."), WHOSE)
    target = 90.0
    hours = 24
