"""What the log tells of the guidelines."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("guidelines_published", _("A version of the guidelines was published."))
