"""A journey of the village: a draft and what runs of it, `member` on their way, and a receiver outside."""

from typing import TYPE_CHECKING

from members.journeys.beginning import begin
from members.journeys.models import Journey
from members.journeys.receivers import Receiver
from members.journeys.running import move_on
from members.profiles.models import Member
from members.segments.fields import IN_THE_OPEN

if TYPE_CHECKING:
    from tests.visibility.village import Village


def led(village: "Village") -> None:
    """`member` was told something, and waits; the question asks about what was written among a few."""
    manager, author = village.member("community_manager"), village.member("member")
    receiver = Receiver.add("Paper", "https://paper.example.net/in", "s" * 30, by=village.member("admin"))
    asked = {"is": "replied", "with": {"space": village.space.pk, "times": 1, "since": 0}}
    said = {"subject": "Hello {name}", "text": "Good to have you.", "by": "inbox", "host": manager.pk}
    steps = [
        {"id": "hello", "do": "message", "with": said},
        {"id": "call", "do": "call", "with": {"receiver": receiver.pk}},
        {"id": "wait", "do": "wait", "with": {"days": 3}},
        {"id": "asks", "do": "if", "with": {"rule": asked}, "ways": {"no": [{"id": "out", "do": "leave", "with": {}}]}},
    ]
    goal = {"is": "answered", "with": {"space": IN_THE_OPEN, "times": 99, "since": 0}}
    plan = {"begins": {"on": "hand", "with": {}}, "steps": steps, "goal": goal}
    journey = Journey.create("Welcome", plan, by=manager)
    journey.publish(by=manager)
    begin(journey, Member.objects.get_queryset().filter(pk=author.pk), cause="village")
    move_on()
