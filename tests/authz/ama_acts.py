"""Acts in AMAs: asking and voting for whoever sees the space, the order of the questions for hosts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.amas.models import AmaAnswer, AmaFollowUp, AmaPlan, AmaQuestion, AmaRecap, AmaVote
from programs.series.occurrences import Occurrence
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.planned import a_program
from tests.visibility.village import Village

EVERYBODY = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "another_member",
})  # fmt: skip
HOSTS = frozenset({"community_manager", "admin"})
INSIDE = frozenset({"member", "trusted_member", "mentor", "space_host", "community_manager", "admin"})


def an_ama(village: Village, *, space: Space | None = None, closed: bool = False) -> Occurrence:
    """One that is live, by somebody who plays no other part."""
    owner = a_member()
    program = a_program(owner, format="ama", rule="", space=space or village.open_space, title="Ask a guest")
    AmaPlan.objects.create(program=program, guest_name="Somebody from outside")
    one: Occurrence = program.occurrences.get()
    one.starts_at = one.opened_at = timezone.now() - timedelta(minutes=5)
    one.ends_at = timezone.now() + timedelta(hours=1)
    one.closed_at = timezone.now() if closed else None
    one.save()
    return one


def a_question(one: Occurrence, *, by: Any = None, **fields: Any) -> AmaQuestion:
    """A question of theirs, or of somebody else."""
    author = by if isinstance(by, Member) else a_member()
    number = AmaQuestion.objects.filter(occurrence=one).count() + 1
    fields = {"words": "How do you decide?", "author": author} | fields
    question: AmaQuestion = AmaQuestion.objects.create(occurrence=one, number=number, **fields)
    return question


def _ask(one: Occurrence, **data: Any) -> Attempt:
    data = {"question": "How do you decide what not to plan?", "key": "k"} | data
    return Attempt(reverse("ama_ask", args=[one.pk]), data, AmaQuestion.objects.filter(occurrence=one).count)


@act("ask_ama_anonymous")
def _(village: Village, role: str) -> Attempt:
    return _ask(an_ama(village), anonymous="1")


@act("ama_ask", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    return _ask(an_ama(village))


@act("ama_ask_in_P", only=INSIDE)
def _(village: Village, role: str) -> Attempt:
    return _ask(an_ama(village, space=village.space))


@act("ama_vote", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    question = a_question(an_ama(village))
    address = reverse("ama_vote", args=[question.occurrence_id, question.number])
    return Attempt(address, {"wanted": "yes"}, AmaVote.objects.filter(question=question).count)


def _own(village: Village, role: str, name: str, data: dict[str, Any], column: str) -> Attempt:
    question = a_question(an_ama(village), by=village.people[role])
    found = AmaQuestion.objects.filter(pk=question.pk).values_list(column, flat=True)
    return Attempt(reverse(name, args=[question.occurrence_id, question.number]), data, found.get)


@act("ama_edit", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    return _own(village, role, "ama_edit", {"question": "How do you decide what to leave out?"}, "words")


@act("ama_withdraw", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    return _own(village, role, "ama_withdraw", {}, "withdrawn_at")


@act("ama_hear", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    question = a_question(an_ama(village), by=village.people[role])
    found = AmaQuestion.objects.filter(pk=question.pk).values_list("tells_author", flat=True)
    return Attempt(reverse("ama_hear", args=[question.occurrence_id]), {"wanted": "no"}, found.get)


@act("ama_edit_others", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    question = a_question(an_ama(village))
    found = AmaQuestion.objects.filter(pk=question.pk).values_list("words", "withdrawn_at")
    address = reverse("ama_edit", args=[question.occurrence_id, question.number])
    return Attempt(address, {"question": "In other words altogether?"}, found.get)


def _led(name: str, data: dict[str, Any], column: str, **fields: Any) -> Callable[[Village, str], Attempt]:
    def prepare(village: Village, role: str) -> Attempt:
        one = an_ama(village)
        a_question(one)
        question = a_question(one, **fields)
        found = AmaQuestion.objects.filter(pk=question.pk).values_list(column, flat=True)
        return Attempt(reverse(name, args=[one.pk, question.number]), data, found.get)

    return prepare


NOW = timezone.now()
act("ama_take", only=HOSTS)(_led("ama_take", {}, "answering_at"))
act("ama_put_back", only=HOSTS)(_led("ama_put_back", {}, "answering_at", answering_at=NOW))
act("ama_aside", only=HOSTS)(_led("ama_aside", {"why": "Not here"}, "aside_at"))
act("ama_merge", only=HOSTS)(_led("ama_merge", {"into": "1"}, "merged_into"))


@act("ama_apart", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    one = an_ama(village)
    question = a_question(one, merged_into=a_question(one))
    found = AmaQuestion.objects.filter(pk=question.pk).values_list("merged_into", flat=True)
    return Attempt(reverse("ama_apart", args=[one.pk, question.number]), {}, found.get)


@act("ama_next", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    one = an_ama(village)
    question = a_question(one)
    found = AmaQuestion.objects.filter(pk=question.pk).values_list("answering_at", flat=True)
    return Attempt(reverse("ama_next", args=[one.pk]), {}, found.get)


def _answer(village: Village) -> AmaAnswer:
    question = a_question(an_ama(village), answering_at=NOW)
    answer: AmaAnswer = AmaAnswer.objects.create(question=question, source="Words", html="<p>Words</p>", text="Words")
    return answer


@act("ama_say", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    question = _answer(village).question
    address = reverse("ama_say", args=[question.occurrence_id, question.number])
    return Attempt(address, {"source": "More words", "key": "k"}, AmaAnswer.objects.filter(question=question).count)


@act("ama_finish", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    question = _answer(village).question
    found = AmaQuestion.objects.filter(pk=question.pk).values_list("answered_at", flat=True)
    return Attempt(reverse("ama_finish", args=[question.occurrence_id, question.number]), {}, found.get)


@act("ama_say_otherwise", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    answer = _answer(village)
    found = AmaAnswer.objects.filter(pk=answer.pk).values_list("source", flat=True)
    address = reverse("ama_say_otherwise", args=[answer.question.occurrence_id, answer.pk])
    return Attempt(address, {"source": "Other words"}, found.get)


@act("ama_unsay", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    answer = _answer(village)
    found = AmaAnswer.objects.filter(pk=answer.pk).values_list("deleted_at", flat=True)
    return Attempt(reverse("ama_unsay", args=[answer.question.occurrence_id, answer.pk]), {}, found.get)


@act("ama_follow_up", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    one = an_ama(village)
    due = timezone.localdate() + timedelta(days=3)
    data = {"words": "Look it up", "owner": village.member("moderator").pk, "due": due.isoformat(), "key": "k"}
    return Attempt(reverse("ama_follow_up", args=[one.pk]), data, AmaFollowUp.objects.filter(occurrence=one).count)


@act("ama_recap", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    one = an_ama(village, closed=True)
    found = AmaRecap.objects.filter(occurrence=one)
    return Attempt(reverse("ama_recap", args=[one.pk]), {"source": "A summary"}, found.count)


@act("ama_guide", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    one = an_ama(village, closed=True)
    recap = AmaRecap.objects.create(occurrence=one, source="A summary", html="<p>A summary</p>")
    found = AmaRecap.objects.filter(pk=recap.pk).values_list("guide", flat=True)
    return Attempt(reverse("ama_guide", args=[one.pk]), {}, found.get)
