"""The demo community's newcomers: where they say hello, and what the newest of them have done so far."""

from __future__ import annotations

from community.spaces.models import Space
from community.threads.models import Thread
from community.welcome.models import Action, WelcomeRules
from community.welcome.stepping import finish
from members.profiles.models import Member

WORDS = "Nobody here was born knowing how a rota works. Ask early; somebody has made the same mistake."


def begin(members: dict[str, Member]) -> None:
    """The page of newcomers as mia arranged it; nia has picked her interests, and those who said hello have done so."""
    start = Space.objects.filter(slug="start-here").first()
    WelcomeRules.current().choose(by=members["mia"], intro_space=start, words=WORDS)
    finish(Action.INTERESTS, by=members["nia"])
    said = Thread.objects.filter(kind="intro", author__isnull=False).select_related("author").order_by("-created_at")
    for thread in said[:5]:
        finish(Action.HELLO, by=thread.author, thread=thread)
