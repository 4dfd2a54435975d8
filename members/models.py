"""Index of the models of all rooms."""

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.groups.models import Group, GroupMembership
from members.installation.models import Installation
from members.profiles.models import FormerHandle, Member

__all__ = ["Activity", "FormerHandle", "Group", "GroupMembership", "Installation", "Member", "Receipt"]
