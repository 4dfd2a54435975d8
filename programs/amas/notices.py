"""Who is told of AMAs: for whom one is meant, when questions open and when it begins; who asked, of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.following.hearing import seeing
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back
from members.profiles.models import Member
from programs.amas.announcing import Amas, Questions, gathering_number
from programs.amas.models import AmaQuestion
from programs.series.once import tell_once

if TYPE_CHECKING:
    from members.notifications.notices import Happening
    from programs.series.occurrences import Occurrence

AMAS, QUESTIONS = Amas(), Questions()


def meant_for(occurrence: Occurrence) -> set[int]:
    """For whom an AMA is meant: the people of its segment, or all who see its space."""
    program = occurrence.program
    if program.audience is not None:
        return set(program.audience.people().values_list("pk", flat=True))
    people = seeing(program.space) if program.space is not None else Member.objects.present()
    return set(people.values_list("pk", flat=True))


class Answered(Notice):
    """My question, or one it was merged with, is answered."""

    key = "ama_answered"
    setting = "ama_answered"
    label = _("My question in an AMA is answered")
    words = ngettext_lazy("Your question is answered", "Your questions are answered", "people")
    why = _("You asked this, or a question that was merged with it.")
    icon = "mic"
    by_mail = True
    verbs = ("ama.question_answered",)
    surface = QUESTIONS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who asked it and wants to hear of it; who asked anonymously is known to nobody."""
        group = AmaQuestion.objects.filter(merged_into=happening.subject_id) | AmaQuestion.objects.filter(
            pk=happening.subject_id
        )
        wanted = group.filter(tells_author=True, author__isnull=False, withdrawn_at=None)
        return set(wanted.values_list("author_id", flat=True))

    def bundle(self, happening: Happening) -> str:
        """All of one AMA in one row."""
        return f"ama:{happening.thing.occurrence_id}"


class Begun(Notice):
    """An AMA that is meant for me is live."""

    key = "ama_begun"
    setting = "ama"
    label = _("An AMA for me takes questions, or begins")
    words = ngettext_lazy("An AMA has begun: answers appear now", "An AMA has begun: answers appear now", "people")
    why = _("It is meant for you. You are told when questions are taken and when it begins.")
    icon = "mic"
    personal = False
    verbs = ("ama.begun",)
    surface = AMAS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """For whom it is meant."""
        return meant_for(happening.thing)

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each moment."""
        return f"{self.key}:{happening.subject_id}"


class QuestionsOpened(Begun):
    """Questions can be asked."""

    key = "ama_opened"
    words = ngettext_lazy("An AMA takes questions from now on", "An AMA takes questions from now on", "people")
    verbs = ("ama.questions_opened",)


for notice in (Answered, Begun, QuestionsOpened):
    register(notice())


@subscribe(*AMAS.verbs, *QUESTIONS.verbs, name="programs.notices_of_amas")
def tell_of_amas(activity: Activity) -> None:
    """Tells for whom an AMA is meant, and who asked."""
    tell_once(activity)


@subscribe("ama.question_put_back", "item.hidden", "item.held", name="programs.notices_of_amas_taken_back")
def forget_what_is_gone(activity: Activity) -> None:
    """Takes an answer that is gone out of notifications nobody has seen yet."""
    if activity.subject_type == "programs.amaquestion":
        question = AmaQuestion.objects.filter(pk=activity.subject_id or 0).first()
        if question is not None and (question.answered_at is None or question.is_gone):
            take_back(gathering_number(question.occurrence_id), question.pk, [Answered.key])
