"""Index of the models of all rooms."""

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.kit import KitFile
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ReviewNote, ReviewQuestion
from members.digest.models import Digest, DigestChoice, DigestNote, DigestPlan
from members.duties.models import Duty
from members.experiments.models import Assignment, Experiment, Variant
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation, GroupMembership
from members.icebreakers.models import IceBreaker, IceBreakerAnswer
from members.installation.models import Installation
from members.invitations.batches import InvitationBatch
from members.invitations.models import Application, Invitation
from members.invitations.referrals import Referral, ReferralLink
from members.journeys.models import Journey, JourneyMessage, JourneyStop, JourneyVersion, Passed, Run
from members.journeys.receivers import JourneyCall, Receiver
from members.letters.models import AccountLetter
from members.mentoring.models import CheckIn, Mentor, MentoringRules, Mentorship
from members.messages.models import Message, MessagePicture, MessageReport, Talk, TalkSeat
from members.notifications.models import Mail, MailItem, MailStop, Notification, Preference, QuietHours
from members.privacy.models import DataExport, Leaving
from members.profiles.models import FormerHandle, Member
from members.push.models import Push, PushDevice, PushItem, PushKeys, PushSending
from members.recognition.badges import Badge, BadgeAward
from members.recognition.models import LevelGrant, LevelMove, LevelRule, LevelStanding, Nomination
from members.recognition.points import Earned, Scoring
from members.recognition.thanks import Thanks
from members.replying.models import IncomingMail, Unreachable
from members.segments.models import Segment
from members.segments.summing import DeedTimes, SummedUp
from members.stages.models import StageChoice, StageRule, Standing

__all__ = [
    "AccountLetter",
    "Activity",
    "Ambassador",
    "AmbassadorApplication",
    "AmbassadorProgramme",
    "Application",
    "Assignment",
    "Badge",
    "BadgeAward",
    "CheckIn",
    "DataExport",
    "DeedTimes",
    "Digest",
    "DigestChoice",
    "DigestNote",
    "DigestPlan",
    "Duty",
    "Earned",
    "Experiment",
    "FormerHandle",
    "Group",
    "GroupApplication",
    "GroupBar",
    "GroupInvitation",
    "GroupMembership",
    "IceBreaker",
    "IceBreakerAnswer",
    "IncomingMail",
    "Installation",
    "Invitation",
    "InvitationBatch",
    "Journey",
    "JourneyCall",
    "JourneyMessage",
    "JourneyStop",
    "JourneyVersion",
    "KitFile",
    "Leaving",
    "LevelGrant",
    "LevelMove",
    "LevelRule",
    "LevelStanding",
    "Mail",
    "MailItem",
    "MailStop",
    "Member",
    "Mentor",
    "MentoringRules",
    "Mentorship",
    "Message",
    "MessagePicture",
    "MessageReport",
    "Nomination",
    "Notification",
    "Passed",
    "Preference",
    "Push",
    "PushDevice",
    "PushItem",
    "PushKeys",
    "PushSending",
    "QuietHours",
    "Receipt",
    "Receiver",
    "Referral",
    "ReferralLink",
    "ReviewNote",
    "ReviewQuestion",
    "Run",
    "Scoring",
    "Segment",
    "Spending",
    "StageChoice",
    "StageRule",
    "Standing",
    "SummedUp",
    "Talk",
    "TalkSeat",
    "Thanks",
    "Unreachable",
    "Variant",
]
