"""AMAs as a kind of program: what the clock does for each, where members find it, what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Count, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Kind as Duty
from members.duties.owning import may_own
from members.installation.models import Installation
from members.profiles.models import Member
from programs.amas.addresses import console_of, page_of
from programs.amas.models import AmaQuestion, AmaRecap, AmaVote
from programs.amas.permissions import may_answer
from programs.amas.phases import KEY, opens_at, plan_of
from programs.amas.planning import AmaDetails
from programs.amas.telling import turned
from programs.series.formats import CannotNow, Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.naming import for_the_team

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.occurrences import Occurrence

RECAP_AFTER, RECAP_WITHIN = timedelta(days=3), timedelta(days=2)


class Ama(Format):
    """Somebody answers what people ask and vote for."""

    key = KEY
    noun = gettext_lazy("AMA")
    sentence = gettext_lazy("Members ask and vote; a guest answers, for everybody to read along.")
    icon = "mic"
    rhythm = Rhythm.MONTHLY
    serves = Serves.TAKE_PART
    minutes = 60
    goals: ClassVar[tuple[str, ...]] = (Goal.QUESTIONS, Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)
    details = AmaDetails

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Questions open, it begins, it is over, its recap is due."""
        opens = opens_at(occurrence, plan_of(occurrence.program))
        return [
            Due("collect", opens, occurrence.starts_at),
            *super().due(occurrence),
            Due("recap", occurrence.ends_at + RECAP_AFTER),
        ]

    def collect(self, occurrence: Occurrence) -> None:
        """Questions are taken from now on; for whom it is meant is told once."""
        record("ama.questions_opened", actor=None, subject=occurrence)
        turned(occurrence)

    def open(self, occurrence: Occurrence) -> None:
        """It is live."""
        if not plan_of(occurrence.program).named:
            raise CannotNow(_("Say who the guest is."))
        record("ama.begun", actor=None, subject=occurrence)
        turned(occurrence)

    def close(self, occurrence: Occurrence) -> None:
        """It is over; answers can still be added."""
        turned(occurrence)

    def recap(self, occurrence: Occurrence) -> None:
        """Three days later its owner is asked for the recap, unless it stands."""
        owner = occurrence.program.owner
        if occurrence.opened_at is None or AmaRecap.objects.filter(occurrence=occurrence).exists():
            return
        with translation.override(Installation.current().language):
            note = _("Write the recap of the AMA “%(name)s”.") % {
                "name": for_the_team(occurrence.program, occurrence.name)
            }
        ask_somebody(
            Duty.FOLLOW_UP, due=timezone.now() + RECAP_WITHIN, key=f"ama-recap:{occurrence.pk}", note=note,
            to=owner if owner is not None and may_own(owner) else None,
        )  # fmt: skip

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """For whom it is meant: that questions are taken, and that it begins."""
        verb = {"collect": "ama.questions_opened", "open": "ama.begun"}.get(key)
        return Heard(verb, occurrence) if verb else None

    def url(self, occurrence: Occurrence) -> str:
        """The one page of all phases."""
        return page_of(occurrence)

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who asked or voted; of anonymous questions nobody knows."""
        asked = AmaQuestion.objects.filter(occurrence__in=occurrences, author__isnull=False, withdrawn_at=None)
        voted = AmaVote.objects.filter(question__occurrence__in=occurrences)
        return Member.objects.present().filter(Q(pk__in=asked.values("author")) | Q(pk__in=voted.values("member")))

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many questions there are: one query for all."""
        rows = AmaQuestion.objects.open().apart().filter(occurrence__in=[one.pk for one in occurrences])
        counted = dict(rows.order_by().values_list("occurrence").annotate(n=Count("pk")))
        return {pk: ngettext("%(n)d question", "%(n)d questions", n) % {"n": n} for pk, n in counted.items()}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The host's page, for whoever answers."""
        if may_answer(viewer, occurrence, plan_of(occurrence.program)) is not None:
            return []
        return [Door(_("Host’s page"), console_of(occurrence), "mic")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Questions; people who asked or voted; those of them whose first AMA it was. Anonymous ones are questions."""
        questions = AmaQuestion.objects.open().filter(occurrence=occurrence)
        if goal == Goal.QUESTIONS:
            return int(questions.count())
        if goal not in (Goal.PEOPLE, Goal.NEWCOMERS):
            return None
        people = self._people(Q(occurrence=occurrence), Q(question__occurrence=occurrence))
        if goal == Goal.PEOPLE:
            return len(people)
        before = {"occurrence__starts_at__lt": occurrence.starts_at}
        return len(people - self._people(Q(**before), Q(**{f"question__{name}": at for name, at in before.items()})))

    def _people(self, asked: Q, voted: Q) -> set[int]:
        askers = AmaQuestion.objects.open().filter(asked, author__isnull=False).values_list("author_id", flat=True)
        return {*askers, *AmaVote.objects.filter(voted).values_list("member_id", flat=True)}

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who asked with their name, or voted; anonymous questions are nobody's."""
        asked = AmaQuestion.objects.open().filter(occurrence__in=occurrences, author__isnull=False)
        voted = AmaVote.objects.filter(question__occurrence__in=occurrences, member__isnull=False)
        return {
            *asked.values_list("occurrence_id", "author_id"),
            *voted.values_list("question__occurrence_id", "member_id"),
        }


register(Ama())
