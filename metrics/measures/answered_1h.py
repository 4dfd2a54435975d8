"""Replied to within an hour."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import WHOSE, Within


class AnsweredInAnHour(Within):
    """The share of threads with a reply within an hour. No target: nobody has to sit and wait for threads."""

    key = "answered-1h"
    name = _("Reply within an hour")
    question = _("How often is somebody there at once?")
    definition = format_lazy("{} {}", _("The share of threads that have a reply within 1 hour."), WHOSE)
    hours = 1
