"""What the recap begins with: what happened, in a few lines, for the host to go over. Who asked is never named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.duties.models import Duty
from programs.amas.counting import so_far
from programs.amas.models import SUMMARY_MAX, AmaAnswer, AmaFollowUp, AmaQuestion
from programs.series.quoting import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from programs.amas.showing import Ama

WORDS, QUOTE = 200, 240


def draft_of(ama: Ama, best: Collection[int]) -> str:
    """Counts, who answered, the chosen questions with how they were answered, what was promised.

    As Markdown, in the language that is on: that of the host's settings. Nothing hidden, held or taken back is in it.
    """
    parts = [f"{_counts(ama)} {_who(ama)}".strip(), _quoted(ama, best), _promised(ama)]
    return "\n\n".join(filter(None, parts))[:SUMMARY_MAX]


def _counts(ama: Ama) -> str:
    numbers = so_far(ama.occurrence)
    said = ngettext("%(n)d question was asked.", "%(n)d questions were asked.", numbers.asked) % {"n": numbers.asked}
    answered = ngettext("%(n)d was answered.", "%(n)d were answered.", numbers.answered) % {"n": numbers.answered}
    if not numbers.waiting:
        return f"{said} {answered}"
    waiting = ngettext("%(n)d still waits.", "%(n)d still wait.", numbers.waiting) % {"n": numbers.waiting}
    return f"{said} {answered} {waiting}"


def _who(ama: Ama) -> str:
    """The guest, whoever wrote it down for them, and hosts who spoke for themselves."""
    rows = AmaAnswer.objects.open().filter(question__in=AmaQuestion.objects.open(), question__occurrence=ama.occurrence)
    names = [ama.plan.named] if rows.filter(by_guest=True).exists() else []
    spoken = rows.filter(by_guest=False, author__is_active=True).order_by("author", "pk").distinct("author")
    names += [one.author.name for one in spoken.select_related("author") if one.author]
    if not (names := list(dict.fromkeys(filter(None, names)))):
        return ""
    return _("Answered by %(names)s.") % {"names": ", ".join(map(plain, names))}


def _quoted(ama: Ama, best: Collection[int]) -> str:
    """Each question with its address and how its answer begins."""
    places = {number: place for place, number in enumerate(best)}
    rows = AmaQuestion.objects.open().filter(occurrence=ama.occurrence, number__in=best, answered_at__isnull=False)
    questions = sorted(rows, key=lambda one: places[one.number])
    said: dict[int, str] = {}
    for answer in AmaAnswer.objects.open().filter(question__in=questions).order_by("-pk"):
        said[answer.question_id] = answer.text
    return "\n\n".join(_entry(one, said.get(one.pk, "")) for one in questions)


def _entry(question: AmaQuestion, answer: str) -> str:
    words = plain(Truncator(question.words).chars(WORDS))
    head = f"**[{words}]({question.get_absolute_url()})**"
    return f"{head}\n\n> {plain(Truncator(answer).chars(QUOTE))}" if answer.strip() else head


def _promised(ama: Ama) -> str:
    """What was promised, who does it and by when; what came of a question that is gone is left out."""
    rows = AmaFollowUp.objects.filter(occurrence=ama.occurrence).select_related("duty__owner", "question")
    lines = [_promise(one) for one in rows if one.question is None or not one.question.is_gone]
    heading = _("What follows")
    return "\n".join([f"## {heading}", "", *lines]) if lines else ""


def _promise(follow: AmaFollowUp) -> str:
    duty: Duty = follow.duty
    owner = duty.owner if duty.owner is not None and duty.owner.is_active else None
    said = {"what": plain(follow.words), "who": plain(owner.name) if owner is not None else _("the team")}
    if duty.done_at is not None:
        return "- " + _("%(what)s (%(who)s, done)") % said
    day = formats.date_format(timezone.localtime(duty.due_at), "SHORT_DAY_FORMAT")
    return "- " + _("%(what)s (%(who)s, by %(day)s)") % (said | {"day": plain(day)})
