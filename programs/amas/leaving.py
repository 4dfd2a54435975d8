"""What AMAs have of a member, for a copy of it and for erasing it. Anonymous questions are nobody's, so in no copy."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.chat.writing import LineResolver
from config.lib.markup import render
from members.privacy.erasers import Eraser, Leaver, OtherWords, OwnWords, Rows, only_a_number
from members.privacy.erasers import register as erase
from members.privacy.owning import Exporter, register
from programs.amas.models import (
    GUEST_NAME_MAX,
    GUEST_WORDS_MAX,
    AmaAnswer,
    AmaAnswerVersion,
    AmaFollowUp,
    AmaHelper,
    AmaPlan,
    AmaQuestion,
    AmaRecap,
    AmaVote,
)
from programs.amas.picturing import forget_picture
from programs.amas.telling import question_changed

BATCH = 100


class Answers(Eraser):
    """Paragraphs of somebody who leaves; if the words stay, only those they took away before."""

    key = "ama-answers"
    touches = frozenset({"programs.AmaAnswer.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = AmaAnswer.objects.filter(author=leaver.member, pk__gt=after).select_related("question")
        found = own if leaver.erases_words else own.exclude(deleted_at=None)
        rows = list(found.select_for_update(of=("self",)).order_by("pk")[:BATCH])
        AmaAnswerVersion.objects.filter(answer__in=rows).delete()
        for row in rows:
            _rewrite(row, f"*{leaver.who.erased}*")
        return rows[-1].pk if rows else None


class NamesInAnswers(Eraser):
    """Takes the name out of paragraphs."""

    key = "names-in-ama-answers"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = AmaAnswer.objects.filter(leaver.who.named_in("source"), pk__gt=after).select_related("question")
        rows = list(named.select_for_update(of=("self",)).order_by("pk")[:BATCH])
        for row in rows:
            _rewrite(row, leaver.without_names(row.source))
        return rows[-1].pk if rows else None


class Recaps(Eraser):
    """Summaries: those of a leaver's own if their words go, and names in all others."""

    key = "ama-recaps"
    touches = frozenset({"programs.AmaRecap.written_by"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = AmaRecap.objects.filter(leaver.who.named_in("source"), pk__gt=after)
        own = AmaRecap.objects.filter(written_by=leaver.member, pk__gt=after)
        rows = list((named | own).select_for_update(of=("self",)).order_by("pk")[:BATCH])
        for row in rows:
            gone = leaver.erases_words and row.written_by_id == leaver.member.pk
            row.source = f"*{leaver.who.erased}*" if gone else leaver.without_names(row.source)
            row.html = render(row.source, LineResolver()).html
            row.save(update_fields=["source", "html"])
        return rows[-1].pk if rows else None


class Guests(Eraser):
    """Whoever answers as the guest, also named without an account: the name goes, and the picture with it."""

    key = "ama-guests"
    touches = frozenset({"programs.AmaPlan.guest"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        found = Q(guest=leaver.member) | leaver.who.named_in("guest_name", "guest_words")
        plans = AmaPlan.objects.filter(found, pk__gt=after)
        rows = list(plans.select_for_update(of=("self",)).order_by("pk")[:BATCH])
        for row in rows:
            is_theirs = row.guest_id == leaver.member.pk
            name = leaver.who.instead if is_theirs else leaver.without_names(row.guest_name)
            if name != row.guest_name:
                forget_picture(row)
            row.guest = None if is_theirs else row.guest
            row.guest_name, row.guest_words = (
                name[:GUEST_NAME_MAX],
                leaver.without_names(row.guest_words)[:GUEST_WORDS_MAX],
            )
            row.save(update_fields=["guest", "guest_name", "guest_words", "guest_photo"])
        return rows[-1].pk if rows else None


def _rewrite(answer: AmaAnswer, source: str) -> None:
    words = render(source, LineResolver())
    answer.source, answer.html, answer.text = source, words.html, words.text
    answer.submission = answer.submission_digest = ""
    answer.save(update_fields=["source", "html", "text", "submission", "submission_digest"])
    question_changed(answer.question)


def _erased(leaver: Leaver) -> str:
    return leaver.who.erased


register(
    Exporter("programs/ama-questions", _("What you asked in AMAs with your name; anonymous questions are nobody’s."),
             AmaQuestion, ("author",), ("occurrence_id", "number", "words", "asked_at", "edited_at", "withdrawn_at")),
    Exporter("programs/ama-votes", _("Your votes for questions in AMAs."), AmaVote, ("member",),
             ("question_id", "at")),
    Exporter("programs/ama-answers", _("What you answered in AMAs, or wrote down for a guest."), AmaAnswer,
             ("author",), ("question_id", "source", "by_guest", "at", "edited_at", "deleted_at")),
    Exporter("programs/ama-answer-versions", _("How your answers in AMAs read before."), AmaAnswerVersion, ("by",),
             ("answer_id", "source", "at")),
    Exporter("programs/ama-recaps", _("Recaps of AMAs that you wrote last."), AmaRecap, ("written_by",),
             ("occurrence_id", "source", "written_at")),
    Exporter("programs/ama-guest", _("AMAs in which you are the guest."), AmaPlan, ("guest",),
             ("program_id", "guest_words")),
    Exporter("programs/ama-helping", _("AMAs in which you write down answers."), AmaHelper, ("member",),
             ("plan_id",)),
    Exporter("programs/ama-follow-ups", _("What you promised to look into after AMAs."), AmaFollowUp, ("made_by",),
             ("occurrence_id", "words", "made_at")),
)  # fmt: skip
erase(
    OwnWords(AmaQuestion, "author", {"words": _erased}),
    Answers(),
    Recaps(),
    Rows(AmaVote, lambda leaver: Q(member=leaver.member), "member"),
    Rows(AmaHelper, lambda leaver: Q(member=leaver.member), "member"),
    OwnWords(AmaFollowUp, "made_by", {"words": _erased}),
    OtherWords(AmaQuestion, "words", "aside_why", "hidden_reason"),
    NamesInAnswers(),
    OtherWords(AmaAnswerVersion, "source"),
    OtherWords(AmaAnswer, "hidden_reason"),
    OtherWords(AmaFollowUp, "words"),
    Guests(),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    *(f"programs.AmaQuestion.{name}" for name in ("hidden_by", "answering_by", "aside_by", "merged_by")),
    "programs.AmaAnswer.hidden_by",
)
only_a_number("How a paragraph read before goes with the paragraph.", "programs.AmaAnswerVersion.by")
