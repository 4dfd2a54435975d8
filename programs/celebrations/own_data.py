"""What celebrations have of a member: for a copy of it, and for erasing it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import Rows, only_a_number
from members.privacy.owning import Exporter
from programs.celebrations.models import Celebration

owning.register(
    Exporter("programs/celebrations", _("What you reached, and whether others were told."), Celebration, ("member",),
             ("what", "number", "day", "at", "is_public")),
)  # fmt: skip
erasers.register(Rows(Celebration, lambda leaver: Q(member=leaver.member.pk), "member"))
only_a_number("Who did it is in the list of everything the member did.", "programs.CelebrationRule.changed_by")
