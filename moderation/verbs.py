"""What can happen in moderation, a sentence each."""

from members.activity.verbs import verb

verb("item.held", "Something was held until a moderator has looked.")
verb("item.approved", "A moderator let something appear that had been held.")
verb("item.hidden", "A moderator took something out of sight.")
verb("item.shown", "A moderator showed something again.")
verb("item.edit_asked", "The author of something was asked to change it.", visitors="later")
verb("item.edit_settled", "An edit that was asked for was made, or is not asked for any more.", visitors="later")
verb("case.opened", "There is something for the team to decide.", visitors="later")
verb("case.grew", "Another report or hit came to an open case.", visitors="later")
verb("case.more_severe", "A case is more severe than it was thought to be.", visitors="later")
verb("case.assigned", "A case was given to a member of the team, or to nobody.", visitors="later")
verb("case.snoozed", "A case was put off until later.", visitors="later")
verb("case.woken", "A case that was put off is back in the queue.", visitors="later")
verb("case.reopened", "A case that was decided is open again.", visitors="later")
verb("decision.made", "A case was decided.", visitors="later")
verb("decision.proposed", "A decision was proposed to which a second moderator has to agree.", visitors="later")
verb("decision.declined", "A proposed decision was not agreed to, or taken back.", visitors="later")
verb("decision.undone", "A decision was undone within 30 seconds.", visitors="later")
verb("decision.reversed", "A decision was reversed, and all it did was taken back.", visitors="later")
verb("report.made", "Somebody reported something to the team.", visitors="later")
verb("report.answered", "Whoever reported something was told what became of it.", visitors="later")
