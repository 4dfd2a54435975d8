"""Surveys of the village: one without names, one with; and an issue of what was done, drafted inside."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from programs.feedback.models import Feedback, FeedbackLine
from programs.surveys.answering import answer
from programs.surveys.asking import ask
from programs.surveys.models import Round, Survey
from programs.surveys.questions import Question, kept
from tests.programs.planned import a_program
from tests.visibility.measured import settle_scores
from tests.visibility.returning import settle_facts

if TYPE_CHECKING:
    from tests.visibility.village import Village

QUESTIONS = kept([Question("score", "nps", "Would you recommend us?"), Question("why", "text", "Why?")])


def surveyed(village: "Village") -> None:
    """`member` answered both, alone: nobody reads what was said. The issue tells of what stands inside."""
    owner = village.member("community_manager")
    for anonymous in (True, False):
        round_ = _open(Survey.objects.create(
            program=a_program(owner, format="survey", title="How is it", minutes=60 * 24), sort="nps",
            is_anonymous=anonymous, questions=QUESTIONS, again_days=1,
        ))  # fmt: skip
        member = village.member("member")
        round_.occurrence.asked.get_or_create(member=member, defaults={"day": timezone.localdate()})
        Round.objects.filter(pk=round_.pk).update(asked_count=20)
        answer(round_.occurrence, {"score": 9, "why": "zqsurveysaid"}, by=member)
    _issue(village)
    settle_facts(village)
    settle_scores(village)


def _open(survey: Survey) -> Round:
    occurrence = survey.program.occurrences.earliest("day")
    occurrence.starts_at = occurrence.opened_at = timezone.now() - timedelta(hours=1)
    occurrence.save()
    return ask(occurrence, survey)


def _issue(village: "Village") -> None:
    """Published in the private space; a line of it in the open one, whose thread went inside since."""
    now, owner = timezone.now(), village.member("community_manager")
    for space, thread in ((village.space, village.private), (village.open_space, village.public)):
        program = a_program(owner, format="said", title="What we did", space=space)
        occurrence = program.occurrences.earliest("day")
        occurrence.thread = thread
        occurrence.save()
        issue = Feedback.objects.create(
            occurrence=occurrence, title="What we did", since=now - timedelta(days=30), until=now, published_at=now,
            intro="zqprivbody" if space == village.space else "",
        )  # fmt: skip
        FeedbackLine.objects.create(
            feedback=issue, place=0, source="idea", thread=village.private, said="zqprivtitle", did="zqideareason"
        )
