"""What the log tells of sanctions."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("struck", _("A step was taken that counts for 90 days."))
act("strike_withdrawn", _("A step was taken back."))
act("strike_expired", _("A step expired."))
act("silenced", _("Somebody was silenced."))
act("unsilenced", _("A silence was taken back."))
act("suspended", _("Somebody was suspended."))
act("unsuspended", _("A suspension was taken back."))
act("banned", _("Somebody was banned."))
act("unbanned", _("A ban was taken back."))
act("sanction_lifted", _("A silence, suspension or ban was ended early."))
act("sanction_ended", _("A silence or suspension ended."))
act("ladder_changed", _("The steps that are proposed one after another were changed."))
