"""Everything periodic, on one page. Intervals in seconds unless a crontab."""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    # What was recorded reaches those who react, also when nobody rang the bell or the broker lost a task.
    "relay activities": {"task": "members.activity.relay", "schedule": 5, "options": {"expires": 5}},
    "sweep receipts": {"task": "members.activity.sweep", "schedule": 15, "options": {"expires": 15}},
    "make months of the log": {"task": "members.activity.make_partitions", "schedule": 3600 * 6},
    # Letters about accounts leave at once; this finds those whose bell was lost, or whose next try has come.
    "send letters": {"task": "members.letters.send", "schedule": 5, "options": {"expires": 5}},
    "forget letters": {"task": "members.letters.forget", "schedule": 3600 * 24},
    # After a change of SECRET_KEY, second factors move from the old key to the new one.
    "reseal second factors": {"task": "members.accounts.reseal", "schedule": 3600 * 24},
    # Notification mails leave ten minutes after the first thing they tell; what is very old goes.
    "mail notifications": {"task": "members.notifications.mail", "schedule": 20, "options": {"expires": 20}},
    "tidy notifications": {"task": "members.notifications.tidy", "schedule": 3600 * 24},
    # After the demo, an import or an update documents are owed; each run takes some seconds of them.
    "write the search index": {"task": "community.search.write_owed", "schedule": 10, "options": {"expires": 10}},
    # Polls close at their time, and the results are counted for the last time.
    "close polls": {"task": "community.polls.close_due", "schedule": 15, "options": {"expires": 15}},
    # Chat rooms in which nobody wrote for 30 days rest until somebody wakes them.
    "rest quiet chat rooms": {"task": "community.chat.rest_quiet_rooms", "schedule": 3600},
    # What nobody uses goes: drafts after 180 days, pictures that no post shows after two.
    "forget old drafts": {"task": "community.drafts.forget_old", "schedule": 3600 * 24},
    "forget unused pictures": {"task": "community.uploads.forget_unused", "schedule": 3600 * 6},
}
