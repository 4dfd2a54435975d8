"""Everything periodic, on one page. Intervals in seconds unless a crontab."""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    # What was recorded reaches those who react, also when nobody rang the bell or the broker lost a task.
    "relay activities": {"task": "members.activity.relay", "schedule": 5, "options": {"expires": 5}},
    "sweep receipts": {"task": "members.activity.sweep", "schedule": 15, "options": {"expires": 15}},
    "make months of the log": {"task": "members.activity.make_partitions", "schedule": 3600 * 6},
    # Notification mails leave ten minutes after the first thing they tell; what is very old goes.
    "mail notifications": {"task": "members.notifications.mail", "schedule": 20, "options": {"expires": 20}},
    "tidy notifications": {"task": "members.notifications.tidy", "schedule": 3600 * 24},
    # What nobody uses goes: drafts after 180 days, pictures that no post shows after two.
    "forget old drafts": {"task": "community.drafts.forget_old", "schedule": 3600 * 24},
    "forget unused pictures": {"task": "community.uploads.forget_unused", "schedule": 3600 * 6},
}
