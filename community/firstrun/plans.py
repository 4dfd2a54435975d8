"""Three sets of spaces to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.spaces.models import Kind, Who

TALK = (Kind.DISCUSSION.value, Kind.QUESTION.value)
Words = str | Promise


@dataclass(frozen=True)
class Beginning:
    """One space of a plan."""

    name: Words
    purpose: Words
    hue: int
    kinds: tuple[str, ...] = TALK
    who_starts: str = Who.MEMBERS.value


@dataclass(frozen=True)
class Plan:
    """Spaces that go well together for one sort of community."""

    key: str
    label: Words
    spaces: tuple[Beginning, ...]


PLANS = (
    Plan(
        "product",
        _("Around a product"),
        (
            Beginning(
                _("Start here"), _("Say hello and find your way around"), 7, (Kind.INTRO.value, Kind.DISCUSSION.value)
            ),
            Beginning(_("Questions"), _("How do I do this? Somebody has done it before"), 3, (Kind.QUESTION.value,)),
            Beginning(_("Show and tell"), _("What you made with it, finished or not"), 10),
            Beginning(
                _("Ideas"),
                _("What is missing, and what would make it better"),
                1,
                (Kind.IDEA.value, Kind.DISCUSSION.value),
            ),
            Beginning(_("News"), _("What is new, told by the team"), 5, (Kind.ANNOUNCEMENT.value,), Who.TEAM.value),
        ),
    ),
    Plan(
        "club",
        _("A local club"),
        (
            Beginning(
                _("Welcome"), _("Who we are, and who has just come"), 7, (Kind.INTRO.value, Kind.DISCUSSION.value)
            ),
            Beginning(_("Meetings"), _("When we meet, who brings what, how it was"), 3),
            Beginning(_("Lend and borrow"), _("Tools, rooms, rides and a hand when needed"), 10),
            Beginning(_("Around town"), _("What is going on near us"), 1),
            Beginning(
                _("Notices"), _("Dates and decisions from the board"), 5, (Kind.ANNOUNCEMENT.value,), Who.TEAM.value
            ),
        ),
    ),
    Plan(
        "circle",
        _("A learning circle"),
        (
            Beginning(
                _("Introductions"), _("What brought you here, and what you want to learn"), 7, (Kind.INTRO.value,)
            ),
            Beginning(_("Questions"), _("Stuck? Ask early, the small things too"), 3, (Kind.QUESTION.value,)),
            Beginning(_("This week"), _("What we read, try and practise together"), 10),
            Beginning(_("Finds"), _("Texts, talks and tools worth passing on"), 1),
            Beginning(_("Work in progress"), _("Show a draft and say what you want to hear"), 5),
        ),
    ),
)
ROOM = 6
"""How many spaces the form has room for: those of a plan and one more."""


def plan_named(key: str) -> Plan:
    """The plan with this key; the first one for any other word."""
    return next((plan for plan in PLANS if plan.key == key), PLANS[0])


GUIDELINES = _("""\
We want this to be a place where people like to come back. These few rules help.

1. **Be kind.** Criticise the work or the idea, never the person. Think of how it reads to somebody who had a long day.
2. **Ask freely, answer generously.** No question is too small. If you know the answer, say how you know it.
3. **Say what you tried.** A question with its story gets better answers, and helps the next person too.
4. **Keep to the subject.** Something new deserves a thread of its own.
5. **No advertising.** Mention your own things where they answer a question, and say that they are yours.
6. **Respect what is private.** Do not share other people's messages, pictures or data without asking them.
7. **No hate, no threats, no harassment.** This is the one rule without a second chance.
8. **Tell a moderator when something is wrong.** They look at it, decide, and say why. You can object to a decision.
""")
"""What stands in the form of the last step."""
