"""What the log tells of escalations."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("escalated", _("A case was escalated."))
act("escalated_on", _("Nobody acknowledged an escalation in time: the next were told."))
act("acknowledged", _("An escalation was acknowledged."))
act("escalation_lapsed", _("Nobody acknowledged an escalation, and there was nobody else to tell."))
act("matrix_added", _("Somebody was put into the matrix of escalations."))
act("matrix_removed", _("Somebody was taken out of the matrix of escalations."))
