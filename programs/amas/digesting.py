"""What an AMA answered of a reader's questions, in the digest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.digest.sections import Piece, Section, register
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.series.hearing import Still, seen_still, spaces_of_each

if TYPE_CHECKING:
    from members.digest.sections import Chosen, Readers

MOST, TITLE, QUOTE = 5, 120, 180


@dataclass(frozen=True)
class Said:
    """The questions by number, those each reader sees still, and how their answers begin."""

    questions: dict[int, AmaQuestion]
    still: Still
    words: dict[int, str]


class AnsweredForYou(Section[Said]):
    """Questions of the reader's that an AMA has answered."""

    key: ClassVar = "amas"
    rank: ClassVar = 2
    place: ClassVar = 2
    title: ClassVar = gettext_lazy("Answered for you")
    why: ClassVar = gettext_lazy("You asked this in an AMA, and it has been answered.")
    counted: ClassVar = ngettext_lazy("%(count)d answer to you", "%(count)d answers to you", "count")
    look: ClassVar = "you"

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Answered since the last digest, in AMAs they still see."""
        answered = AmaQuestion.objects.open().filter(author__in=list(readers.members))
        since = Q(answered_at__gt=readers.earliest) | Q(merged_into__answered_at__gt=readers.earliest)
        rows = answered.filter(since, tells_author=True).select_related("occurrence__program", "merged_into")
        sees, chosen = readers.once(spaces_of_each), defaultdict[int, list[int]](list)
        for one in rows.order_by("pk"):
            at = (one.merged_into or one).answered_at
            program = one.occurrence.program
            author = one.author_id or 0
            is_seen = program.is_public and (program.space_id is None or program.space_id in sees[author])
            if at is not None and at > readers.since[author] and is_seen and len(chosen[author]) < MOST:
                chosen[author].append(one.pk)
        return {pk: those for pk, those in chosen.items() if those}

    def find(self, readers: Readers, chosen: Chosen) -> Said:
        """The questions and the first paragraph of each answer."""
        wanted = {pk for those in chosen.values() for pk in those}
        rows = AmaQuestion.objects.open().filter(pk__in=wanted).select_related("occurrence__program__space")
        questions = {one.pk: one for one in rows}
        still = seen_still(readers, chosen, {pk: one.occurrence.program for pk, one in questions.items()})
        said: dict[int, str] = {}
        roots = {one.merged_into_id or pk for pk, one in questions.items()}
        for answer in AmaAnswer.objects.open().filter(question__in=roots).order_by("-pk"):
            said[answer.question_id] = answer.text
        return Said(questions, still, said)

    def show(self, readers: Readers, chosen: Chosen, found: Said) -> dict[int, list[Piece]]:
        """Each question with how its answer begins."""
        return {
            reader: [_piece(found, found.questions[pk]) for pk in found.still[reader]]
            for reader in chosen
            if found.still.get(reader)
        }


def _piece(found: Said, one: AmaQuestion) -> Piece:
    space = one.occurrence.program.space
    return Piece(
        title=Truncator(one.words).chars(TITLE), url=one.get_absolute_url(),
        quote=Truncator(found.words.get(one.merged_into_id or one.pk, "")).chars(QUOTE), meta=one.occurrence.name,
        place=space.name if space else "", hue=space.hue if space else 0, action=_("Read the answer"),
    )  # fmt: skip


register(AnsweredForYou())
