"""A mentor of the village and whom they look after."""

from typing import TYPE_CHECKING

from members.mentoring.models import MentoringRules, Mentorship
from members.mentoring.serving import serve
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding

if TYPE_CHECKING:
    from tests.visibility.village import Village


def mentored(village: "Village") -> None:
    """`mentor` looks after `new_member`."""
    mentor = village.member("mentor")
    MentoringRules.current().rule(by=village.member("admin"), on=True, group=None)
    LevelStanding.objects.create(member=mentor, step=Step.MENTOR)
    serve(by=mentor, capacity=2, languages=["en"], times="Sundays")
    Mentorship.objects.create(newcomer=village.member("new_member"), mentor=mentor).accept(by=mentor)
