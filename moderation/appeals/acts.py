"""What the log tells of appeals."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("appealed", _("A member appealed against a decision."))
act("appeal_upheld", _("An appeal was decided: the decision stands."))
act("appeal_reversed", _("An appeal was decided: everything was taken back."))
act("appeal_settled", _("An appeal ended, because the team had taken the decision back."))
