"""The letters to whoever reported without an account: the receipt, and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from config.lib.limits import MAIL_ADDRESS, hit
from members.installation.models import Installation
from members.letters.writing import Words, write

if TYPE_CHECKING:
    from moderation.reports.models import Report


def write_receipt(report: Report) -> None:
    """Send the receipt, if an address was given; at most three an hour to one address. Inside a transaction."""
    to = report.contact.get("email", "")
    if not to or hit(MAIL_ADDRESS, to.lower()):
        return
    community = {"community": Installation.current().name}
    words = Words(
        subject=_("Your report at %(community)s has arrived") % community,
        lines=[
            _("Thank you. People of the team look at it, not a machine."),
            _("The page of your report shows at any time what became of it. We write once more when it is decided."),
        ],
        button=_("See your report"),
        url=settings.PUBLIC_URL + report.get_absolute_url(),
        why=_why(),
    )
    write("report_receipt", to=to, words=words, key=f"report.receipt.{report.pk}")


def write_outcome(report: Report, say: Callable[[Report], str]) -> None:
    """Send what was decided, in the language of the page on which it was reported. Inside a transaction."""
    to = report.contact.get("email", "")
    if not to:
        return
    with translation.override(report.language or None):
        community = {"community": Installation.current().name}
        words = Words(
            subject=_("Your report at %(community)s is decided") % community,
            lines=[say(report), _("Your address was kept for this letter only, and is deleted now.")],
            button=_("See your report"),
            url=settings.PUBLIC_URL + report.get_absolute_url(),
            why=_why(),
        )
        write("report_outcome", to=to, words=words, key=f"report.outcome.{report.pk}")


def _why() -> str:
    return _("You get this because somebody gave this address with a report. If it was not you, do nothing.")
