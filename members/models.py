"""Index of the models of all rooms."""

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.digest.models import Digest, DigestChoice, DigestNote, DigestPlan
from members.duties.models import Duty
from members.experiments.models import Assignment, Experiment, Variant
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation, GroupMembership
from members.installation.models import Installation
from members.invitations.batches import InvitationBatch
from members.invitations.models import Application, Invitation
from members.invitations.referrals import Referral, ReferralLink
from members.journeys.models import Journey, JourneyMessage, JourneyStop, JourneyVersion, Passed, Run
from members.letters.models import AccountLetter
from members.messages.models import Message, MessagePicture, MessageReport, Talk, TalkSeat
from members.notifications.models import Mail, MailItem, MailStop, Notification, Preference, QuietHours
from members.privacy.models import DataExport, Leaving
from members.profiles.models import FormerHandle, Member
from members.push.models import Push, PushDevice, PushItem, PushKeys, PushSending
from members.recognition.badges import Badge, BadgeAward
from members.recognition.models import LevelGrant, LevelMove, LevelRule, LevelStanding, Nomination
from members.recognition.thanks import Thanks
from members.replying.models import IncomingMail, Unreachable
from members.segments.models import Segment
from members.stages.models import StageRule, Standing

__all__ = [
    "AccountLetter",
    "Activity",
    "Application",
    "Assignment",
    "Badge",
    "BadgeAward",
    "DataExport",
    "Digest",
    "DigestChoice",
    "DigestNote",
    "DigestPlan",
    "Duty",
    "Experiment",
    "FormerHandle",
    "Group",
    "GroupApplication",
    "GroupBar",
    "GroupInvitation",
    "GroupMembership",
    "IncomingMail",
    "Installation",
    "Invitation",
    "InvitationBatch",
    "Journey",
    "JourneyMessage",
    "JourneyStop",
    "JourneyVersion",
    "Leaving",
    "LevelGrant",
    "LevelMove",
    "LevelRule",
    "LevelStanding",
    "Mail",
    "MailItem",
    "MailStop",
    "Member",
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
    "Referral",
    "ReferralLink",
    "Run",
    "Segment",
    "StageRule",
    "Standing",
    "Talk",
    "TalkSeat",
    "Thanks",
    "Unreachable",
    "Variant",
]
