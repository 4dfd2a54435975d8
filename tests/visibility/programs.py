"""An AMA of the village inside the private space, and one outside with words that wait for a moderator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.amas.answering import finish, say, take
from programs.amas.asking import ask
from programs.amas.following_up import follow_up
from programs.amas.models import AmaAnswer, AmaFollowUp, AmaPlan, AmaQuestion
from programs.celebrations.models import Celebration, What
from programs.celebrations.noting import celebrate
from programs.series.occurrences import Occurrence
from programs.spotlights.format import InSpotlight
from programs.spotlights.models import Ending, Spotlight
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date, agreed
from tests.visibility.speakers import NOBODY

if TYPE_CHECKING:
    from tests.visibility.village import Village

OF_PROGRAMS: dict[str, Callable[[Village], list[Any]]] = {
    "answer_id": lambda v: [AmaAnswer.objects.earliest("pk").pk, NOBODY],
    "celebration_id": lambda v: [*Celebration.objects.values_list("pk", flat=True), NOBODY],
    "follow_up_id": lambda v: [*AmaFollowUp.objects.values_list("pk", flat=True), NOBODY],
}
"""What arguments of addresses of programs are filled with."""


def settle_programs(village: Village) -> None:
    """Asked by `member`, answered by an owner; what waits and what is hidden stands in the open one."""
    owner, member = village.member("admin"), village.member("member")
    inside = _ama(village, village.space, title="Ask zqamaname")
    question = ask(inside, by=member, words="What about zqamaquestion among us?")
    take(question, by=owner)
    say(question, by=owner, source="It is zqamaanswer.")
    finish(question, by=owner)
    later = timezone.now() + timedelta(days=3)
    follow_up(inside, by=owner, words="Look up zqpromised", owner=owner, due=later, question=question)
    outside = _ama(village, village.open_space, title="Ask in the open")
    held = ask(outside, by=member, words="Is zqamaheld let through?")
    AmaQuestion.objects.filter(pk=held.pk).update(held_at=timezone.now())
    hidden = ask(outside, by=member, words="Is zqamahidden hidden?")
    AmaQuestion.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    ask(outside, by=member, words="What is it about, then?")
    _recognised(village)


def _ama(village: Village, space: Any, *, title: str) -> Occurrence:
    program = a_program(village.member("admin"), format="ama", rule="", space=space, title=title)
    AmaPlan.objects.create(program=program, guest_name="A guest")
    one: Occurrence = program.occurrences.get()
    one.starts_at = one.opened_at = timezone.now() - timedelta(minutes=5)
    one.ends_at = timezone.now() + timedelta(hours=1)
    one.save()
    return one


def _recognised(village: Village) -> None:
    """A spotlight within the private space, a draft and a declined one outside, a first post celebrated inside."""
    owner, member = village.member("admin"), village.member("member")
    inside = a_date(owner, village.space)
    shown = agreed(inside, member, by=owner, answers=["We keep zqprivbody among us.", "Nets of zqprivreply."])
    InSpotlight().open(inside)
    Spotlight.objects.filter(pk=shown.pk).update(shows_badge=True)
    first = village.private.posts.get(number=1)
    celebrate(member.pk, What.FIRST_POST, at=timezone.now(), post=first)
    Spotlight.objects.create(
        occurrence=a_date(owner, village.open_space), member=member, questions=["Why?"], answers=["zqdeclined"],
        asked_by=owner, sent_at=timezone.now(), ended_at=timezone.now(), ending=Ending.DECLINED,
    )  # fmt: skip
    Spotlight.objects.create(
        occurrence=a_date(owner, village.open_space), member=member, questions=["Why?"], answers=["zqdraftbody"],
        accepted_at=timezone.now(), asked_by=owner,
    )  # fmt: skip
