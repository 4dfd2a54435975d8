"""What stands behind the demo community's review queue: rules that act, words to begin with, and who is on duty."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from members.profiles.models import Member
from moderation.guidelines.measures import Person, Severity
from moderation.replies.keeping import write_reply
from moderation.rota.away import go_away
from moderation.rota.patterns import add_pattern
from moderation.rota.shifts import Shift
from moderation.screening.rules import ActingRule, Action, BackTest, Who
from moderation.screening.trying import run

EVENING, DAY, WEEKEND = (time(17), time(22)), (time(9), time(17)), (time(10), time(18))
SELLING = """\
Hi {name}, good to have you here. Yours read like an offer, and we sell nothing to each other: see {rule}.

Tell us what you make and how you came to it: people here love that. The price can stand on your own page.
"""


def arrange(members: dict[str, Member], now: datetime) -> None:
    """Two rules, one template and a week's rota, by the community manager."""
    mia = members["mia"]
    _rules(mia)
    write_reply(by=mia, label="Made it, and sells it", tone="kind", language="en", person=Person.EDUCATE, words=SELLING)
    _rota(members, now)


def _rules(mia: Member) -> None:
    """One acts, and was tried on the last 30 days first; one only counts."""
    links = ActingRule.make(
        {
            "name": "Four links in a first post", "conditions": {"links": {"least": 4}}, "who": Who.FIRST,
            "who_posts": 3, "kinds": ["thread", "reply"], "action": Action.HOLD, "severity": Severity.MEDIUM,
        },
        by=mia,
    ).versions.get()  # fmt: skip
    run(BackTest.objects.create(version=links, asked_by=mia))
    links.switch_on(by=mia)
    angry = ActingRule.make(
        {"name": "Angry words", "conditions": {"mood": {"least": 3}}, "action": Action.REPORT}, by=mia
    ).versions.get()
    angry.let_count(by=mia)


def _rota(members: dict[str, Member], now: datetime) -> None:
    """Days and evenings in the week by Réka and Mo, the weekend by Mia; one evening is offered to whoever takes it."""
    mia, mo, reka = members["mia"], members["mo"], members["reka"]
    for weekday in range(5):
        add_pattern(reka, weekday, *DAY, "Europe/Budapest", by=mia)
        add_pattern(mo, weekday, *EVENING, "Europe/Amsterdam", by=mia)
    for weekday in (5, 6):
        add_pattern(mia, weekday, *WEEKEND, "Europe/Lisbon", by=mia)
    evening = Shift.objects.filter(member=mo, starts_at__gt=now + timedelta(days=2)).order_by("starts_at").first()
    if evening is not None:
        evening.offer(by=mo)
    day = (now + timedelta(days=23)).date()
    go_away(reka, day, day + timedelta(days=4), by=reka)
