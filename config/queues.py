"""Which work comes first. Three queues, and threads of their own for each: what is long never delays what is urgent.

Somebody waits for what is NOW: reactions to what a member just did, letters about accounts, notifications. BULK may
take minutes and nobody looks on: digests, numbers, tidying up. Everything else is done SOON. docs/owners/tune.md
"""

NOW = (
    "members.activity.relay",
    "members.activity.handle",
    "members.activity.sweep",
    "members.letters.send",
    "members.notifications.mail",
    "members.notifications.push",
    "members.replying.read",
    "moderation.escalation.send",
    "moderation.reports.tell",
    "moderation.statements.send",
)
BULK = (
    "community.bookmarks.forget_removed",
    "community.drafts.forget_old",
    "community.guides.note_stale",
    "community.previews.forget",
    "community.questions.check_answers",
    "community.related.*",
    "community.search.*",
    "community.uploads.forget_unused",
    "config.backup.*",
    "members.accounts.reseal",
    "members.ambassadors.look_after",
    "members.digest.*",
    "members.invitations.look_at_referrals",
    "members.letters.forget",
    "members.notifications.tidy",
    "members.privacy.*",
    "members.recognition.*",
    "members.replying.forget",
    "members.segments.sum_up",
    "members.stages.move",
    "metrics.*",
    "moderation.reports.forget_networks",
    "moderation.screening.back_test",
    "moderation.transparency.*",
    "programs.celebrations.find_anniversaries",
    "programs.newsletters.*",
    "programs.series.lay_out",
)
QUEUES = ("now", "soon", "bulk")
LANES = {"now": ("now",), "soon": ("now", "soon"), "bulk": ("bulk",)}
"""The processes of a worker, and which queues each of them looks at, the first one first."""

THREADS = {"now": 2, "soon": 3, "bulk": 2}
"""How many tasks each of them runs at a time, unless WORKER_NOW, WORKER_SOON or WORKER_BULK say otherwise."""


SETTINGS = {
    "task_queues": {name: {} for name in QUEUES},  # a worker that is not told which to look at looks at all
    "task_default_queue": "soon",
    "task_routes": {task: {"queue": queue} for queue, tasks in {"now": NOW, "bulk": BULK}.items() for task in tasks},
}
"""What Celery is told of them."""
