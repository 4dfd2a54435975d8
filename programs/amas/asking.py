"""Asking, changing and withdrawing a question: pressed twice it is asked once; words are screened as replies are."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from community.screened.records import Live
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from members.profiles.submissions import SameKeyOtherText, digest_of
from moderation.guidelines.measures import Source
from moderation.review.mending import mended
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import looked, screen
from moderation.screening.postings import Nothing, Posting, Written
from moderation.screening.rules import Action
from programs.amas.anonymous import too_often
from programs.amas.models import QUESTION_MAX, AmaQuestion
from programs.amas.permissions import may_ask, may_change
from programs.amas.phases import plan_of
from programs.amas.telling import asked, question_changed, turned
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from moderation.screening.findings import Findings

KEY = "ama_question"
PER_HOUR = 10
SHORTEST = 8


class NoQuestion(ValueError):
    """These words are no question; the message is one sentence."""


def cleaned(words: str) -> str:
    """A question as it is kept: one line. Raises NoQuestion."""
    words = " ".join(words.replace("\x00", "").split())
    if len(words) < SHORTEST:
        raise NoQuestion(_("Write your question first."))
    if len(words) > QUESTION_MAX:
        raise NoQuestion(_("A question has at most %(most)d characters.") % {"most": QUESTION_MAX})
    return words


def ask(
    occurrence: Occurrence, *, by: Member, words: str, key: str = "", anonymous: bool = False, insist: str = "",
    sender: str = "",
) -> AmaQuestion:  # fmt: skip
    """Ask a question. Raises NotNow, NoQuestion, SameKeyOtherText."""
    words, key = cleaned(words), (key or uuid.uuid4().hex)[:64]
    if anonymous:
        return _ask_anonymously(occurrence, by=by, words=words, key=key)
    return _ask(occurrence, by=by, words=words, key=key, insist=insist, sender=sender)


@noting
@transaction.atomic
def _ask(occurrence: Occurrence, *, by: Member, words: str, key: str, insist: str, sender: str) -> AmaQuestion:
    Member.objects.one_at_a_time(by)
    current = Occurrence.objects.locked(occurrence.pk)
    again = _earlier(current, key, words, by=by)
    if again is not None:
        return again
    check(may_ask(by, current, plan_of(current.program)) or _too_many(by))
    found = screen(_posting(current, words, by=by, sender=sender), insist=insist)
    question = _write(current, words, key, author=by, held=found.held)
    keep(found, KEY, question)
    return question


@transaction.atomic
def _ask_anonymously(occurrence: Occurrence, *, by: Member, words: str, key: str) -> AmaQuestion:
    """The same, but nothing that is written down tells who it was; what rules find is kept without a name."""
    current = Occurrence.objects.locked(occurrence.pk)
    again = _earlier(current, key, words, by=None)
    if again is not None:
        return again
    plan = plan_of(current.program)
    check(may_ask(by, current, plan))
    if not plan.takes_anonymous:
        raise NotNow(Refusal(_("Questions here are asked with a name.")))
    found = looked(_posting(current, words))
    if found.of(Action.BLOCK):
        raise NotNow(Refusal(_("A rule of this community stops these words. Ask in other words, or with your name.")))
    check(too_often(by, current))
    held = found.held or bool(found.of(Action.ASK))
    question = _write(current, words, key, author=None, held=held)
    if held or found.reports:
        _open_nameless(question, found, held=held)
    return question


def _open_nameless(question: AmaQuestion, found: Findings, *, held: bool) -> None:
    item = KINDS[KEY].many([question.pk])[question.pk]
    severity = max(one.severity for one in found.real if one.action != Action.LABEL)
    open_case(item, Source.HELD if held else Source.RULE, severity)
    if held:
        record("item.held", actor=None, subject=question)


def _write(occurrence: Occurrence, words: str, key: str, *, author: Member | None, held: bool) -> AmaQuestion:
    """Under the row lock of the occurrence, which numbers its questions."""
    last = AmaQuestion.objects.filter(occurrence=occurrence).aggregate(n=Max("number"))["n"] or 0
    now = timezone.now()
    question: AmaQuestion = AmaQuestion.objects.create(
        occurrence=occurrence, number=last + 1, author=author, is_anonymous=author is None, words=words,
        asked_at=now if author is not None else now - timedelta(seconds=now.timestamp() % 3600),
        held_at=now if held else None, submission=key, submission_digest=_digest(occurrence, words),
    )  # fmt: skip
    record("ama.question_asked", actor=author, subject=question, occurrence=occurrence.pk)
    if not held:
        asked(question)
    return question


def _earlier(occurrence: Occurrence, key: str, words: str, *, by: Member | None) -> AmaQuestion | None:
    """What an earlier copy of this submission made; the occurrence is locked. Raises SameKeyOtherText."""
    found: AmaQuestion | None = AmaQuestion.objects.filter(occurrence=occurrence, submission=key).first()
    is_same = found is not None and found.author_id == (by.pk if by else None)
    if found is not None and not (is_same and found.submission_digest == _digest(occurrence, words)):
        raise SameKeyOtherText
    return found


def _digest(occurrence: Occurrence, words: str) -> str:
    return digest_of(f"{occurrence.pk}\n{words}")


def _too_many(member: Member) -> Refusal | None:
    since = timezone.now() - timedelta(hours=1)
    if member.is_moderator or AmaQuestion.objects.filter(author=member, asked_at__gt=since).count() < PER_HOUR:
        return None
    return Refusal(_("You asked ten questions in the last hour. Give others a turn; what you typed is kept."))


def _posting(
    occurrence: Occurrence, words: str, *, by: Member | None = None, sender: str = "", old: str = ""
) -> Posting:
    """As screening looks at it: rules for replies hold for questions.

    Of an anonymous one (no `by`) as if somebody asked who is new here: what is held tells nothing of who asked.
    """
    who, record = (by, Live(by)) if by is not None else (Member(), Nothing())
    space = occurrence.program.space
    where = {
        "space_id": space.pk if space else None,
        "is_private": space is not None and space.visibility == "private",
        "place": f"a{occurrence.pk}",
    }
    before = Posting(Written.REPLY, who, old, **where) if old else None  # type: ignore[arg-type]
    return Posting(Written.REPLY, who, words, record=record, sender=sender, before=before, **where)  # type: ignore[arg-type]


@noting
@transaction.atomic
def edit(question: AmaQuestion, *, by: Member, words: str, mine: bool = False, insist: str = "") -> None:
    """Say it in other words, while nobody answers. Raises NotNow, NoQuestion."""
    words = cleaned(words)
    Member.objects.one_at_a_time(by)
    current = AmaQuestion.objects.select_for_update(of=("self",)).select_related("occurrence__program__space").get(
        pk=question.pk
    )  # fmt: skip
    check(may_change(by, current, mine=mine))
    if current.words == words:
        return
    posting = _posting(current.occurrence, words, by=None if current.is_anonymous else by, old=current.words)
    found = looked(posting) if current.is_anonymous else screen(posting, insist=insist)
    if current.is_anonymous and (found.of(Action.BLOCK) or found.of(Action.ASK)):
        raise NotNow(Refusal(_("A rule of this community stops these words. Ask in other words.")))
    was_asked = current.edit_asked_at is not None
    current.words, current.edited_at = words, timezone.now()
    current.save(update_fields=["words", "edited_at"])
    record("ama.question_edited", actor=current.author, subject=current, occurrence=current.occurrence_id)
    if current.is_anonymous:
        if found.held:
            current.hold(by=None)
            _open_nameless(current, found, held=False)
    else:
        mended(KEY, current.pk, by=by, was_asked=was_asked, is_hidden=current.hidden_at is not None)
        keep(found, KEY, current)
    question_changed(current)


@transaction.atomic
def withdraw(question: AmaQuestion, *, by: Member, mine: bool = False) -> None:
    """Ask it no more, while nobody answers. Its votes are free again. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    current = AmaQuestion.objects.select_for_update(of=("self",)).select_related("occurrence__program").get(
        pk=question.pk
    )  # fmt: skip
    if current.withdrawn_at is not None and (mine or current.author_id == by.pk):
        return
    check(may_change(by, current, mine=mine))
    current.withdrawn_at, current.votes_count = timezone.now(), 0
    current.votes.all().delete()
    current.save(update_fields=["withdrawn_at", "votes_count"])
    record("ama.question_withdrawn", actor=current.author, subject=current, occurrence=current.occurrence_id)
    question_changed(current)
    turned(current.occurrence)


@transaction.atomic
def choose_to_hear(occurrence: Occurrence, *, by: Member, wanted: bool) -> None:
    """Be told when one's own questions are answered, or not."""
    AmaQuestion.objects.filter(occurrence=occurrence, author=by).update(tells_author=wanted)
