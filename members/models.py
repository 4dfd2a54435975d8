"""Index of the models of all rooms."""

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.groups.models import Group, GroupMembership
from members.installation.models import Installation
from members.invitations.models import Application, Invitation
from members.letters.models import AccountLetter
from members.notifications.models import Mail, MailItem, MailStop, Notification, Preference, QuietHours
from members.profiles.models import FormerHandle, Member
from members.push.models import Push, PushDevice, PushItem, PushKeys, PushSending
from members.replying.models import IncomingMail, Unreachable

__all__ = [
    "AccountLetter",
    "Activity",
    "Application",
    "FormerHandle",
    "Group",
    "GroupMembership",
    "IncomingMail",
    "Installation",
    "Invitation",
    "Mail",
    "MailItem",
    "MailStop",
    "Member",
    "Notification",
    "Preference",
    "Push",
    "PushDevice",
    "PushItem",
    "PushKeys",
    "PushSending",
    "QuietHours",
    "Receipt",
    "Unreachable",
]
