"""What surveys have of a member. Anonymous answers are nobody's: they cannot be in a copy, and need not be erased."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, only_a_number
from members.privacy.owning import Exporter
from programs.surveys.erasing import NamedAnswers, SheetWords
from programs.surveys.models import Asked, Round, Survey
from programs.surveys.sheets import FollowUp, NamedSheet

owning.register(
    Exporter("programs/surveys-asked",
             _("Surveys that asked you, and on which day you answered. What you answered anonymously is not here: "
               "nobody can tell which answers are yours."),
             Asked, ("member",), ("occurrence__day", "day", "answered_on", "put_off_on", "reminded_on")),
    Exporter("programs/survey-answers", _("What you answered in surveys that said they carry your name."), NamedSheet,
             ("member",), ("occurrence__day", "occurrence__round__questions", "answers", "at")),
)  # fmt: skip
erasers.register(
    SheetWords(),
    NamedAnswers(),
    OtherWords(FollowUp, "words"),
    OtherWords(NamedSheet, "answers"),
    OtherWords(Survey, "questions"),
    OtherWords(Round, "questions"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.Round.shared_by",
)
only_a_number(
    "Who hears of what in surveys: without them the team does.",
    "programs.SurveyRules.low_to", "programs.SurveyRules.bug_to", "programs.SurveyRules.wish_to",
)  # fmt: skip
