"""The private space of ambassadors: made once, when their page is opened for the first time."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.spaces.creating import create_space
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.groups.models import Group
from members.profiles.models import Member


@subscribe("ambassadors.opened", name="community.space_of_ambassadors")
def give_ambassadors_a_space(activity: Activity) -> None:
    """Makes a space that ambassadors alone see, unless their group has one."""
    group = Group.objects.filter(pk=activity.facts["group"]).first()
    by = Member.objects.get_queryset().filter(pk=activity.actor_id or 0).first()
    if group is not None and by is not None and not Space.objects.filter(group=group).exists():
        purpose = _("For ambassadors alone: plans, questions, and what you hear outside.")
        create_space(
            _("Ambassadors"), by=by, visibility=Visibility.PRIVATE, group=group, purpose=purpose, icon="megaphone"
        )
