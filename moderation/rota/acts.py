"""What the log tells of the rota’s settings."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("due_times_changed", _("By when cases are due was changed."))
act("rota_changed", _("The settings of the rota were changed."))
