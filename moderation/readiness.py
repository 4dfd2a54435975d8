"""What moderation looks at before a community opens."""

from django.utils.translation import gettext as _

from members.invitations.readiness import Check, check_too
from moderation.guidelines.models import Guidelines


@check_too
def guidelines_are_written() -> Check:
    """Whether there are guidelines to agree to."""
    written = Guidelines.in_force() is not None
    return Check(_("There are guidelines."), _("written") if written else _("not written yet"), written)
