"""What managers open of a journey: its plan, each form, its people, and what would come of it."""

from datetime import timedelta

from django.utils import timezone

from members.journeys.beginning import begin
from members.journeys.models import Journey, JourneyMessage, Run
from members.journeys.receivers import Receiver
from members.journeys.running import move_on
from members.journeys.shipped import SHIPPED
from members.profiles.models import Member


def pages(member: Member, owner: Member) -> list[str]:
    """Make one that runs, with somebody inside, and say where everything of it stands."""
    journey = SHIPPED["welcome"].take_over("Welcome 0/3/7", "", by=owner)
    journey.publish(by=owner)
    begin(journey, Member.objects.get_queryset().filter(pk=member.pk), cause="town")
    move_on(now=timezone.now())
    receiver = Receiver.add("Letters on paper", "https://paper.example.net/in", "s" * 30, by=owner)
    top, run = journey.get_absolute_url(), Run.objects.get()
    inner = ["begins", "ends", "steps/new", "steps/hello", "steps/posted3", "steps/seventh", "publish", "dry-run"]
    inner += ["test", "people"]
    return [
        "/manage/journeys/", top, *(f"{top}{name}/" for name in inner), f"{top}steps/new/?step=message&after=hello",
        *(f"{top}steps/hello/preview/?on={way}" for way in ("mail", "inbox", "phone")),
        f"/manage/journeys/runs/{run.pk}/", "/manage/journeys/receivers/", f"/manage/journeys/receivers/{receiver.pk}/",
    ]  # fmt: skip


def a_message(member: Member, host: Member) -> list[str]:
    """What somebody was told, and the page on which they stop it."""
    steps = [{"id": "a", "do": "message", "with": {"subject": "Hi", "text": "Hello.", "by": "inbox", "host": host.pk}}]
    journey = Journey.create("Hello", {"begins": {"on": "hand", "with": {}}, "steps": steps}, by=host)
    journey.publish(by=host)
    begin(journey, Member.objects.get_queryset().filter(pk=member.pk), cause="town")
    # At noon nobody's hours are quiet; the next one, since nothing happens before it began.
    move_on(now=timezone.now().replace(hour=12) + timedelta(days=1))
    message = JourneyMessage.objects.get(run__journey=journey)
    return [f"/journeys/messages/{message.pk}/", f"/journeys/stop/{message.token}/"]
