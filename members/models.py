"""Index of the models of all rooms."""

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.groups.models import Group, GroupMembership
from members.installation.models import Installation
from members.invitations.models import Application, Invitation
from members.letters.models import AccountLetter
from members.messages.models import Message, MessagePicture, MessageReport, Talk, TalkSeat
from members.notifications.models import Mail, MailItem, MailStop, Notification, Preference, QuietHours
from members.privacy.models import DataExport, Leaving
from members.profiles.models import FormerHandle, Member
from members.push.models import Push, PushDevice, PushItem, PushKeys, PushSending
from members.replying.models import IncomingMail, Unreachable
from members.segments.models import Segment

__all__ = [
    "AccountLetter",
    "Activity",
    "Application",
    "DataExport",
    "FormerHandle",
    "Group",
    "GroupMembership",
    "IncomingMail",
    "Installation",
    "Invitation",
    "Leaving",
    "Mail",
    "MailItem",
    "MailStop",
    "Member",
    "Message",
    "MessagePicture",
    "MessageReport",
    "Notification",
    "Preference",
    "Push",
    "PushDevice",
    "PushItem",
    "PushKeys",
    "PushSending",
    "QuietHours",
    "Receipt",
    "Segment",
    "Talk",
    "TalkSeat",
    "Unreachable",
]
