"""The plain sentence under each number, with what it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from metrics.measures.measure import Unit
from metrics.measures.reading import State
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from metrics.measures.reading import Reading

SHARES: dict[str, StrOrPromise] = {
    "activity-rate": ngettext_lazy(
        "%(top)s of %(of)s member did something.", "%(top)s of %(of)s members did something.", "n"
    ),
    "stickiness": ngettext_lazy(
        "On an average day, %(top)s of the %(of)s member of a month did something.",
        "On an average day, %(top)s of the %(of)s members of a month did something.",
        "n",
    ),
    "activated-7": ngettext_lazy(
        "%(top)s of %(of)s new member posted or joined an event within 7 days.",
        "%(top)s of %(of)s new members posted or joined an event within 7 days.",
        "n",
    ),
    "activated-14": ngettext_lazy(
        "%(top)s of %(of)s new member posted or joined an event within 14 days.",
        "%(top)s of %(of)s new members posted or joined an event within 14 days.",
        "n",
    ),
    "active-authors": ngettext_lazy(
        "%(top)s of %(of)s active member wrote something.", "%(top)s of %(of)s active members wrote something.", "n"
    ),
    "newcomers-back": ngettext_lazy(
        "%(top)s of %(of)s who contributed for the first time did so again within 28 days.",
        "%(top)s of %(of)s who contributed for the first time did so again within 28 days.",
        "n",
    ),
    "retention-4w": ngettext_lazy(
        "%(top)s of %(of)s new member was active four weeks after joining.",
        "%(top)s of %(of)s new members were active four weeks after joining.",
        "n",
    ),
    "retention-8w": ngettext_lazy(
        "%(top)s of %(of)s new member was active eight weeks after joining.",
        "%(top)s of %(of)s new members were active eight weeks after joining.",
        "n",
    ),
    "made-by-members": ngettext_lazy(
        "%(top)s of %(of)s thread and guide was not written by the team.",
        "%(top)s of %(of)s threads and guides were not written by the team.",
        "n",
    ),
    "peer-share": ngettext_lazy(
        "%(top)s of %(of)s first reply came from a member, not from the team.",
        "%(top)s of %(of)s first replies came from members, not from the team.",
        "n",
    ),
    "answered-1h": ngettext_lazy(
        "%(top)s of %(of)s thread had a reply within an hour.",
        "%(top)s of %(of)s threads had a reply within an hour.",
        "n",
    ),
    "answered-24h": ngettext_lazy(
        "%(top)s of %(of)s thread had a reply within a day.", "%(top)s of %(of)s threads had a reply within a day.", "n"
    ),
    "answered-7d": ngettext_lazy(
        "%(top)s of %(of)s thread had a reply within a week.",
        "%(top)s of %(of)s threads had a reply within a week.",
        "n",
    ),
    "answer-rate": ngettext_lazy(
        "%(top)s of %(of)s question has a reply.", "%(top)s of %(of)s questions have a reply.", "n"
    ),
    "resolution-rate": ngettext_lazy(
        "%(top)s of %(of)s question has an accepted answer.",
        "%(top)s of %(of)s questions have an accepted answer.",
        "n",
    ),
    "concentration": ngettext_lazy(
        "The five who write most wrote %(top)s of %(of)s post.",
        "The five who write most wrote %(top)s of %(of)s posts.",
        "n",
    ),
    "visitor-to-poster": ngettext_lazy(
        "%(top)s contributed for the first time; there was %(of)s visit without signing in.",
        "%(top)s contributed for the first time; there were %(of)s visits without signing in.",
        "n",
    ),
    "usefulness": ngettext_lazy(
        "%(top)s of %(of)s verdict on guides and answers was good.",
        "%(top)s of %(of)s verdicts on guides and answers were good.",
        "n",
    ),
}
"""By the key of a share: how many of how many."""
PLAIN: dict[str, StrOrPromise] = {
    "first-reply-median": gettext_lazy("Half of the threads have a reply sooner; those that wait still are counted."),
    "first-reply-p90": gettext_lazy("Nine of ten threads have a reply sooner; those that wait still are counted."),
    "newcomer-first-reply": gettext_lazy("Half of the threads of newcomers have a reply sooner."),
    "dau": gettext_lazy("Members who did something on an average day."),
    "wau": gettext_lazy("Members who did something in an average week."),
    "mau": gettext_lazy("Members who did something in an average month of 28 days."),
    "referrals": gettext_lazy("People who came through a member, contributed and came back."),
    "joined": gettext_lazy("People who joined."),
    "contributors": gettext_lazy("Members who wrote something that still stands."),
    "thread-depth": gettext_lazy("The average of threads that members opened."),
    "sentiment": gettext_lazy("How people sound, from words with a mood; between -100 and 100."),
    "nps": gettext_lazy("Those who would recommend us, less those who would not; between -100 and 100."),
    "deflected": gettext_lazy("Questions that needed no thread: what was shown while they were typed answered them."),
}


def sentence_of(reading: Reading) -> str:
    """The sentence of a number: what it was made of, or why there is none."""
    key = reading.measure.key
    if reading.took_too_long:
        return _("This took too long to count, and was stopped.")
    if reading.state == State.UNTOLD:
        return str(NOT_TOLD)
    if reading.is_unreached:
        return reading.unreached_words + "."
    if reading.state == State.NOTHING:
        if reading.of:
            return _("Nothing to tell from this.")
        return _("Nothing to measure in this time.")
    if reading.top is not None and reading.measure.unit == Unit.PERCENT:
        if key in SHARES:
            return shared(key, reading.top, reading.of)
        words = ngettext("%(top)s of %(of)s.", "%(top)s of %(of)s.", round(reading.of))
        return words % {"top": number(reading.top), "of": number(reading.of)}
    return str(PLAIN.get(key, reading.measure.question))


def shared(key: str, top: float, of: float) -> str:
    """How many of how many, in the sentence of that share."""
    chosen = SHARES[key] % {"n": round(of), "top": number(top), "of": number(of)}
    return str(chosen)


def number(value: float) -> str:
    """A count as people read it."""
    return number_format(round(value), force_grouping=True)
