"""The host's order: one question is on at a time; answered, set aside, put back; and the paragraphs of an answer."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.chat.writing import LineResolver
from config.lib.markup import MARKUP_VERSION, PostTooLong, render
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from members.profiles.submissions import digest_of, sent_before
from programs.amas.models import PARAGRAPH_MAX, REASON_MAX, AmaAnswer, AmaQuestion
from programs.amas.permissions import may_answer, may_lead
from programs.amas.phases import Phase, phase_of, plan_of
from programs.amas.telling import question_changed, turned
from programs.series.occurrences import Occurrence


class NothingSaid(ValueError):
    """There is nothing to save."""


def _locked(question: AmaQuestion) -> tuple[Occurrence, AmaQuestion]:
    occurrence = Occurrence.objects.locked(question.occurrence_id)
    rows = AmaQuestion.objects.select_for_update(of=("self",)).select_related("author")
    return occurrence, rows.get(pk=question.pk)


@transaction.atomic
def take(question: AmaQuestion, *, by: Member) -> None:
    """Let it be the one that is answered now. Raises NotNow while another one is."""
    occurrence, current = _locked(question)
    check(may_lead(by, occurrence))
    if current.answering_at is not None:
        return
    if phase_of(occurrence, plan_of(occurrence.program)) not in (Phase.LIVE, Phase.ANSWERED, Phase.COLLECTING):
        raise NotNow(Refusal(_("This AMA takes no answers now.")))
    _let_go_of_what_is_gone(occurrence)
    check(_busy(occurrence))
    if current.merged_into_id or current.is_gone:
        raise NotNow(Refusal(_("This question cannot be answered as it stands. Open the page again.")))
    current.answering_at, current.answering_by, current.answered_at = timezone.now(), by, None
    current.aside_at, current.aside_by, current.aside_why = None, None, ""
    _save(current)
    record("ama.question_taken", actor=by, subject=current, occurrence=occurrence.pk)
    question_changed(current)
    turned(occurrence)


def _let_go_of_what_is_gone(occurrence: Occurrence) -> None:
    """What was hidden or held while it was on is on no more: hosts do not see it, and it would bar every other one."""
    on = AmaQuestion.objects.filter(occurrence=occurrence, answering_at__isnull=False)
    on.exclude(pk__in=AmaQuestion.objects.open()).update(answering_at=None, answering_by=None)


def _busy(occurrence: Occurrence) -> Refusal | None:
    rows = AmaQuestion.objects.filter(occurrence=occurrence, answering_at__isnull=False)
    on: AmaQuestion | None = rows.select_related("answering_by").first()
    if on is None:
        return None
    words = _("“%(question)s” is on now, taken by %(name)s. Finish it or put it back first.")
    return Refusal(words % {"question": on.words[:80], "name": on.answering_by or _("Former member")})


def _save(question: AmaQuestion) -> None:
    question.save(
        update_fields=["answering_at", "answering_by", "answered_at", "aside_at", "aside_by", "aside_why"]
    )  # fmt: skip


@transaction.atomic
def put_back(question: AmaQuestion, *, by: Member) -> None:
    """Let it wait again: it is not on any more, or was set aside too soon. Raises NotNow."""
    occurrence, current = _locked(question)
    check(may_lead(by, occurrence))
    if not (current.answering_at or current.aside_at or current.answered_at):
        return
    current.answering_at = current.answering_by = current.answered_at = None
    current.aside_at, current.aside_by, current.aside_why = None, None, ""
    _save(current)
    record("ama.question_put_back", actor=by, subject=current, occurrence=occurrence.pk)
    question_changed(current)
    turned(occurrence)


@transaction.atomic
def finish(question: AmaQuestion, *, by: Member) -> None:
    """It is answered: who asked is told, once. Raises NotNow without a word of an answer."""
    occurrence, current = _locked(question)
    check(may_lead(by, occurrence))
    if current.answered_at is not None:
        return
    if not current.answers.open().exists():
        raise NotNow(Refusal(_("Nothing is written down yet. Save a paragraph, or put the question back.")))
    current.answering_at, current.answering_by, current.answered_at = None, None, timezone.now()
    _save(current)
    record("ama.question_answered", actor=by, subject=current, occurrence=occurrence.pk)
    question_changed(current)
    turned(occurrence)


@transaction.atomic
def next_one(occurrence: Occurrence, *, by: Member) -> AmaQuestion | None:
    """Finish the one that is on, and take the most wanted of those that wait. Raises NotNow."""
    occurrence = Occurrence.objects.locked(occurrence.pk)
    check(may_lead(by, occurrence))
    rows = AmaQuestion.objects.open().filter(occurrence=occurrence)
    on = rows.filter(answering_at__isnull=False).first()
    if on is not None:
        finish(on, by=by)
    following: AmaQuestion | None = rows.apart().waiting().wanted_first().first()
    if following is not None:
        take(following, by=by)
    return following


@transaction.atomic
def set_aside(question: AmaQuestion, *, by: Member, why: str) -> None:
    """Leave it unanswered, and say why. Raises NotNow."""
    occurrence, current = _locked(question)
    check(may_lead(by, occurrence))
    why = why.replace("\x00", "").strip()
    if not why:
        raise NotNow(Refusal(_("Say in a few words why it is set aside; everybody reads it.")))
    if current.answered_at is not None or current.merged_into_id:
        raise NotNow(Refusal(_("This question is answered or merged already.")))
    current.answering_at = current.answering_by = None
    current.aside_at, current.aside_by, current.aside_why = timezone.now(), by, why[:REASON_MAX]
    _save(current)
    record("ama.question_set_aside", actor=by, subject=current, occurrence=occurrence.pk)
    question_changed(current)
    turned(occurrence)


@transaction.atomic
def say(question: AmaQuestion, *, by: Member, source: str, key: str = "", as_guest: bool = True) -> AmaAnswer:
    """Save a paragraph; everybody reads it at once. Raises NotNow, NothingSaid, PostTooLong, SameKeyOtherText."""
    key = (key or uuid.uuid4().hex)[:64]
    signed = f"{question.pk}\n{source}"
    again = sent_before(AmaAnswer.objects.all(), key, signed, by=by)
    if again is not None:
        return again
    occurrence, current = _locked(question)
    check(may_answer(by, occurrence, plan_of(occurrence.program)))
    if current.merged_into_id or current.is_gone or not (current.answering_at or current.answered_at):
        raise NotNow(Refusal(_("Take this question first, then answer it.")))
    answer = AmaAnswer(
        question=current, author=by, by_guest=as_guest, submission=key, submission_digest=digest_of(signed)
    )
    rendered_into(answer, source)
    answer.save()
    record("ama.answer_written", actor=by, subject=answer, occurrence=occurrence.pk, question=current.pk)
    question_changed(current)
    return answer


@transaction.atomic
def say_otherwise(answer: AmaAnswer, *, by: Member, source: str) -> None:
    """Change a paragraph; how it read before stays to be read. Raises NotNow, NothingSaid, PostTooLong."""
    occurrence, question = _locked(answer.question)
    check(may_answer(by, occurrence, plan_of(occurrence.program)))
    current = AmaAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if current.deleted_at or current.hidden_at or current.removed_at:
        raise NotNow(Refusal(_("This paragraph is not there any more.")))
    before = current.source
    rendered_into(current, source)
    if current.source == before:
        return
    current.versions.create(source=before, by=current.author)
    current.edited_at = timezone.now()
    current.save(update_fields=["source", "html", "text", "markup_version", "edited_at"])
    record("ama.answer_edited", actor=by, subject=current, occurrence=occurrence.pk, question=question.pk)
    question_changed(question)


@transaction.atomic
def unsay(answer: AmaAnswer, *, by: Member) -> None:
    """Take a paragraph away. Raises NotNow."""
    occurrence, question = _locked(answer.question)
    check(may_answer(by, occurrence, plan_of(occurrence.program)))
    current = AmaAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if current.deleted_at is None:
        current.deleted_at = timezone.now()
        current.save(update_fields=["deleted_at"])
        record("ama.answer_deleted", actor=by, subject=current, occurrence=occurrence.pk, question=question.pk)
        question_changed(question)


def rendered_into(answer: AmaAnswer, source: str) -> None:
    """Put words and HTML on a paragraph (not saved). Raises NothingSaid, PostTooLong."""
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise NothingSaid
    if len(source) > PARAGRAPH_MAX:
        raise PostTooLong(len(source), PARAGRAPH_MAX)
    words = render(source, LineResolver())
    answer.source, answer.html, answer.text = source, words.html, words.text
    answer.markup_version = MARKUP_VERSION
