"""Index of the models of all rooms."""

from programs.amas.models import (
    AmaAnswer,
    AmaAnswerVersion,
    AmaFollowUp,
    AmaHelper,
    AmaPlan,
    AmaQuestion,
    AmaRecap,
    AmaVote,
)
from programs.calendar.keys import CalendarKey
from programs.calendar.quiet import QuietWeek
from programs.calendar.settings import CalendarSettings
from programs.celebrations.models import Celebration, CelebrationRule
from programs.challenges.models import (
    Challenge,
    ChallengeEntry,
    ChallengeJudge,
    ChallengePlan,
    ChallengeResult,
    ChallengeSheet,
    ChallengeVote,
    ChallengeWinner,
)
from programs.contributions.models import (
    CallEditor,
    CallPlan,
    Contribution,
    ContributionPicture,
    ContributionStep,
    ContributionVersion,
)
from programs.events.models import Attendance, EventDay, EventMessage, EventPlan
from programs.feedback.models import Feedback, FeedbackLine
from programs.newsletters.models import NewsletterChoice, NewsletterIssue, NewsletterPart, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.pilots.models import Pilot, PilotAnswer, PilotPlan, PilotSeat, PilotTask
from programs.series.checking import Check, CheckItem
from programs.series.hosting import Offer, Turn
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.texts import BankText
from programs.spotlights.models import Spotlight, SpotlightVersion
from programs.surveys.models import Asked, Round, Survey, SurveyRules
from programs.surveys.sheets import FollowUp, NamedSheet, Sheet
from programs.surveys.tallies import Tally

__all__ = [
    "AmaAnswer",
    "AmaAnswerVersion",
    "AmaFollowUp",
    "AmaHelper",
    "AmaPlan",
    "AmaQuestion",
    "AmaRecap",
    "AmaVote",
    "Asked",
    "Attendance",
    "BankText",
    "CalendarKey",
    "CalendarSettings",
    "CallEditor",
    "CallPlan",
    "Celebration",
    "CelebrationRule",
    "Challenge",
    "ChallengeEntry",
    "ChallengeJudge",
    "ChallengePlan",
    "ChallengeResult",
    "ChallengeSheet",
    "ChallengeVote",
    "ChallengeWinner",
    "Check",
    "CheckItem",
    "Contribution",
    "ContributionPicture",
    "ContributionStep",
    "ContributionVersion",
    "EventDay",
    "EventMessage",
    "EventPlan",
    "Feedback",
    "FeedbackLine",
    "FollowUp",
    "NamedSheet",
    "NewsletterChoice",
    "NewsletterIssue",
    "NewsletterLetter",
    "NewsletterPart",
    "NewsletterPlan",
    "Occurrence",
    "Offer",
    "Pilot",
    "PilotAnswer",
    "PilotPlan",
    "PilotSeat",
    "PilotTask",
    "Program",
    "QuietWeek",
    "Round",
    "Sheet",
    "Spotlight",
    "SpotlightVersion",
    "Step",
    "Survey",
    "SurveyRules",
    "Tally",
    "Turn",
]
