"""What rules can ask about members: predicates of the rooms, and deeds in the log."""

from django.utils.translation import gettext_lazy as _

from members.invitations import predicates as invitations
from members.mentoring import predicates as mentoring
from members.recognition import predicates
from members.segments import activity, profile
from members.segments.deeds import deed
from members.stages import predicates as stages

__all__ = ["activity", "invitations", "mentoring", "predicates", "profile", "stages"]

deed("invitation.made", _("invited somebody"))
deed("thanks.given", _("thanked somebody"))
deed("member.described", _("changed the words of their profile"))
deed("member.joined", _("joined"))
deed("member.photo_changed", _("changed their photo"))
