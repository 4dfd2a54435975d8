"""Polls, questions and ideas of the town: voted in, waiting, asked before, outdated, planned."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from community.ideas.steering import make_responsible, steer
from community.ideas.voting import vote as vote_for
from community.polls.deciding import decide
from community.polls.voting import vote
from community.questions.checking import ask_next, judge
from community.questions.duplicating import mark, suggest
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_poll, a_post, a_thread

if TYPE_CHECKING:
    from tests.browser.town import Town


def settle_matters(town: "Town") -> list[str]:
    """One of each; returns the addresses that ben, who hosts the workshop, opens."""
    ben, nia, mo = (town.people[name] for name in ("ben", "nia", "mo"))
    Member.objects.filter(pk=mo.pk).update(expertise=["green wood"], last_seen_at=timezone.now())
    answered, again, open_one = (
        a_thread(town.space, by=nia, kind="question", title=f"{words} green wood", tags=["green-wood"])
        for words in ("How do I dry", "How to dry", "What glue fits")
    )
    answered.accept(a_post(answered, by=ben), by=nia)
    judge(answered, "outdated", by=ben, reason="The shed has a stove now.")
    mark(again, answered, by=ben)
    suggest(open_one, answered, by=mo)
    old = a_thread(town.space, by=nia, kind="question", title="Who has the second key")
    old.accept(a_post(old, by=ben), by=nia)
    Thread.objects.filter(pk=old.pk).update(answered_at=timezone.now() - timedelta(days=400))
    ask_next()
    Thread.objects.filter(pk=open_one.pk).update(created_at=timezone.now() - timedelta(hours=30))
    idea = a_thread(town.space, by=nia, kind="idea", title="A bench outside in summer")
    a_thread(town.space, by=nia, kind="idea", title="A bell at the back door")
    vote_for(idea, by=ben, wanted=True)
    steer(idea, "planned", by=mo, reason="In April, when the ground is dry.")
    make_responsible(idea, ben, by=mo)
    return [
        "/ideas/", "/ideas/?status=declined", "/roadmap/", "/s/workshop/ideas/", "/manage/waiting/", "/waiting/",
        *(thread.get_absolute_url() for thread in (answered, again, open_one, old, idea)),
        f"/t/{open_one.pk}/duplicate/", f"/t/{old.pk}/answer/check/", f"/t/{idea.pk}/status/",
    ]  # fmt: skip


def settle_polls(town: "Town") -> None:
    """One of each kind: to vote in, voted in with names, and one that is closed and decided upon."""
    ben, nia = town.people["ben"], town.people["nia"]
    a_poll(town.post(2), kind="ranked", results="always")
    vote(a_poll(town.post(8), kind="several", secrecy="open", results="always"), [1, 3], by=ben)
    closed = a_poll(town.post(10), "A key for each", "One key on a nail", "A number lock", kind="ranked")
    for member, order in ((ben, [1, 2]), (nia, [2, 1]), (town.people["mo"], [3])):
        vote(closed, order, by=member)
    closed.close(by=ben)
    decide(closed, by=ben, upshot="partly", reason="A nail for **now**.", links=["/guidelines/"])
    decide(closed, by=ben, upshot="adopted", reason="A nail for good.", version=1)
