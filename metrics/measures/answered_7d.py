"""Replied to within a week."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Within


class AnsweredInAWeek(Within):
    """The share of threads with a reply within seven days."""

    key = "answered-7d"
    name = _("Reply within a week")
    question = _("Does everybody get a reply in the end?")
    definition = format_lazy(
        "{} {}", _("The share of threads that have a reply within 7 days; what is missing is left alone."), WHOSE
    )
    target = 98.0
    hours = 24 * 7
