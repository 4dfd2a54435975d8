"""The page docs/activity.md, written from what the code declares."""

from django.conf import settings

from members.activity.handling import FIRST_WAIT_SECONDS, LAST_ATTEMPT, LONGEST_WAIT_SECONDS
from members.activity.partitions import MONTHS_AHEAD
from members.activity.subscribing import Subscriber, subscribers_of
from members.activity.sweeping import WAITED_SECONDS
from members.activity.verbs import VERBS, Verb

INTRODUCTION = f"""\
# Activity: what happens, and who reacts

*Written by `manage.py document_activity` from the code. A test keeps it true.*

Whatever happens is written down once, by `record(verb, actor=, subject=, **facts)`, in the transaction of the act
itself: one INSERT into a table that is partitioned by month ({MONTHS_AHEAD} months are made ahead). Facts are ids and
small values, never text somebody wrote. Others react by subscribing to the verb.

1. **Ring.** After the commit a bell wakes a worker. Nobody waits for the bell, and nothing depends on it; rings within
   a fifth of a second become one.
2. **Relay.** It takes what is not dispatched yet, writes one *receipt* per subscriber, marks the activities as
   dispatched in the same transaction, and queues a task for every eight receipts. Rows that another relay holds are
   skipped. The scheduler runs it every few seconds, whether the bell rang or not.
3. **Handle.** A worker locks the receipt, runs the subscriber, and marks the receipt done in one transaction: the
   reaction and its receipt happen together or not at all. However often a task is delivered, a receipt that is done,
   or that somebody is working on, is left alone.
4. **Sweep.** What is due is queued again: tries that failed, workers that died, tasks the broker lost. A receipt that
   was never tried counts as lost after {WAITED_SECONDS} seconds.

Each try books the next one before it begins: after {FIRST_WAIT_SECONDS} seconds, then three times as long each time,
up to {LONGEST_WAIT_SECONDS // 60} minutes, give or take a fifth. After {LAST_ATTEMPT} tries a receipt is dead and waits
on `/manage/operations/`, with its last error, for somebody to try it again or set it aside. `/readyz` and `/metrics`
show how far behind the relay is.

A subscriber works on the database alone. Whatever leaves the house (mail, push, webhooks) is a row with a unique key,
written by the subscriber and sent by its own task. Activities may reach a subscriber in another order than they
happened: it looks at how things stand now, not at what came before.
"""


def document() -> str:
    """The whole page, in Markdown."""
    apps = [app for app in reversed(settings.INSTALLED_APPS) if any(verb.app == app for verb in VERBS.values())]
    return "\n".join([INTRODUCTION, *(_chapter(app) for app in apps)])


def house_verbs(app: str) -> list[Verb]:
    """The verbs one app declares, by name."""
    return sorted((verb for verb in VERBS.values() if verb.app == app), key=lambda verb: verb.name)


def _chapter(app: str) -> str:
    """One app's verbs, with those who react."""
    rows = [f"| `{verb.name}` | {verb.sentence} | {_reactions(verb)} |" for verb in house_verbs(app)]
    return "\n".join([f"## {app}", "", "| verb | what happened | who reacts |", "| --- | --- | --- |", *rows, ""])


def _reactions(verb: Verb) -> str:
    subscribers = sorted(subscribers_of(verb.name), key=_name)
    return "<br>".join(f"`{subscriber.name}`: {subscriber.sentence}" for subscriber in subscribers) or "nobody yet"


def _name(subscriber: Subscriber) -> str:
    return subscriber.name
