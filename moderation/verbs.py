"""What can happen in moderation, a sentence each."""

from members.activity.verbs import verb

verb("item.approved", "A moderator let something appear that had been held.")
verb("item.hidden", "A moderator took something out of sight.")
verb("item.shown", "A moderator showed something again.")
