"""What the log tells of screening."""

from django.utils.translation import gettext_lazy as _

from moderation.ledger.acts import act

act("found", _("A rule or the score found something and opened a case; it appears."))
act("labelled", _("A rule labelled something for the team."))
act("blocked", _("A rule did not let something be posted."))
act("objected", _("An author asked a human to look at what a rule had blocked; it is held until then."))
act("asked_first", _("A rule asked an author to edit something before it is posted."))
act("rule_written", _("A version of a rule that acts by itself was written."))
act("rule_on", _("A rule that acts by itself was switched on."))
act("rule_shadow", _("A rule that acts by itself counts in silence."))
act("rule_off", _("A rule that acts by itself was switched off."))
act("first_posts_set", _("The settings for first posts and for spam were changed."))
act("vouched", _("Somebody said that they know a newcomer, and the limits of the first day were lifted."))
