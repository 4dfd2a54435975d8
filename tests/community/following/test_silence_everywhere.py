"""Muted and blocked people on every surface: what they wrote, whom they reach, and what they see."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from community.chat.opening import open_room
from community.following.choosing import choose
from community.following.models import Silence
from community.following.silencing import silence
from community.reactions.reacting import react
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from members.profiles.preferences import choose as prefer
from tests.factories import a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer

    As = Callable[[Viewer], Client]

pytestmark = pytest.mark.usefixtures("uncelebrated")

FOLDED = re.compile(r'<details class="fold">.*?</details>', re.DOTALL)
WORD = re.compile(r"zq[a-z]+|Zwentibold")


class Neighbourhood:
    """A space in which the one to be silenced has left something on every surface."""

    def __init__(self, space: "Space", reader: Member, other: Member) -> None:
        friend = a_member("Friend")
        self.talk = a_thread(space, by=friend, title="How do you keep a rota fair?", kind="question", tags=["rota"])
        for _ in range(6):
            a_post(self.talk, by=friend)
        self.reply = a_post(self.talk, by=other, source="Words zqreply of the answer")
        self.talk.accept(self.reply, by=friend)
        react(self.reply, "👍", by=friend)
        react(self.talk.posts.get(number=1), "👍", by=other)
        self.asked = a_thread(
            space, by=other, title="Which zqtitle rota is fair", kind="question", tags=["rota"], source="zqbody"
        )
        self.room = open_room(space, by=friend, subject="Today")
        self.room.write(by=other, source="A line zqline of chat")
        choose(reader, "everything", tag="rota")
        Member.objects.get_queryset().filter(pk=reader.pk).update(expertise=["rota"])
        first = self.talk.posts.get(number=1)
        self.surfaces: dict[str, tuple[str, set[str]]] = {
            "home": ("/for-you/", {"zqtitle", "zqbody"}),
            "latest": ("/latest/", {"zqtitle", "zqbody"}),
            "following": ("/following/", {"zqtitle", "zqbody"}),
            "unanswered": ("/unanswered/", {"zqtitle", "zqbody"}),
            "space": (space.get_absolute_url(), {"zqtitle", "zqbody"}),
            "tag": ("/tags/rota/", {"zqtitle", "zqbody"}),
            "thread": (f"{self.talk.get_absolute_url()}?page=1", {"zqreply"}),
            "what was added": (f"/t/{self.talk.pk}/since/6/", {"zqreply"}),
            "in short": (f"/t/{self.talk.pk}/summary/", {"zqreply"}),
            "search": ("/search/?q=words+of+the+answer", {"zqreply"}),
            "search by title": ("/search/?q=which+rota+fair", {"zqtitle"}),
            "search for people": ("/search/?q=zwenti", {"Zwentibold"}),
            "palette": ("/search/palette/?q=zwentib", {"Zwentibold"}),
            "completion": ("/complete/members/?q=zwen", {"Zwentibold"}),
            "completion in the thread": (f"/complete/members/?q=&thread={self.talk.pk}", {"Zwentibold"}),
            "similar threads": ("/t/similar/?title=Which+rota+is+really+fair", {"zqtitle"}),
            "who reacted": (f"/p/{first.pk}/reactions/", {"Zwentibold"}),
            "chat": (f"/s/{space.slug}/chat/{self.room.pk}/", {"zqline"}),
        }

    def said(self, client: Client) -> dict[str, set[str]]:
        """What of theirs stands in the open, by surface; what is folded behind a press does not count."""
        found = {}
        for name, (path, wanted) in self.surfaces.items():
            answer = client.get(path)
            assert answer.status_code == 200, (name, answer.status_code)
            asked = re.sub(r'value="[^"]*"|<title>.*?</title>|\?q=[^"]*', "", answer.content.decode())
            found[name] = set(WORD.findall(FOLDED.sub("", asked))) & wanted
        return found


@pytest.fixture
def zwen(db: None) -> Member:
    return a_member("Zwentibold")


@pytest.fixture
def street(space: "Space", nia: Member, zwen: Member, delivered: Callable[[], int]) -> Neighbourhood:
    Member.objects.get_queryset().filter(pk=nia.pk).update(joined_at=timezone.now() - timedelta(days=90))
    made = Neighbourhood(space, nia, zwen)
    delivered()
    return made


def test_what_they_wrote_is_on_no_surface(as_: "As", nia: Member, zwen: Member, street: Neighbourhood) -> None:
    shown = {name: words for name, (_path, words) in street.surfaces.items()}
    # Each surface shows it without a mute: otherwise the test proves nothing.
    assert street.said(as_(nia)) == shown
    for blocked in (False, True):
        silence(zwen, by=nia, blocked=blocked)
        left = {name: words for name, words in street.said(as_(nia)).items() if words}
        assert left == {}, blocked
    assert street.said(as_(a_member("Somebody else"))).items() >= {"latest": shown["latest"]}.items()
    # Who asks for them by name finds them.
    assert "zqreply" in as_(nia).get("/search/?q=by:zwentibold+zqreply").content.decode()
    card = as_(nia).get("/people/zwentibold/card/", headers={"HX-Request": "true"}).content.decode()
    assert "You blocked this member" in card


def told(member: Member) -> list[str]:
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def write_to(reader: Member, street: Neighbourhood, by: Member) -> None:
    """Reach somebody in every way there is."""
    mine = a_thread(street.talk.space, by=reader)
    post = a_post(mine, by=by, source=f"@{reader.handle} look")
    a_post(street.talk, by=by, source=f"And @{reader.handle}")
    react(mine.posts.get(number=1), "👍", by=by)
    street.room.write(by=by, source=f"@{reader.handle} here")
    post.refresh_from_db()


def test_nothing_they_do_reaches_me(
    nia: Member, zwen: Member, street: Neighbourhood, delivered: Callable[[], int]
) -> None:
    for blocked in (False, True):
        Silence.objects.all().delete()
        choose(nia, "everything", person=zwen)
        silence(zwen, by=nia, blocked=blocked)
        Notification.objects.all().delete()
        write_to(nia, street, zwen)
        a_thread(street.talk.space, by=zwen, tags=["rota"])
        delivered()
        assert told(nia) == [], blocked
        assert not MailItem.objects.filter(member=nia, actor_id=zwen.pk).exists(), blocked


def test_what_they_did_before_leaves_unseen_notices_and_mails(
    nia: Member, zwen: Member, ben: Member, street: Neighbourhood, delivered: Callable[[], int]
) -> None:
    Notification.objects.all().delete()
    mine = a_thread(street.talk.space, by=nia)
    for by in (zwen, ben, zwen):
        a_post(mine, by=by)
    write_to(nia, street, zwen)
    delivered()
    assert MailItem.objects.filter(member=nia, actor_id=zwen.pk).exists()
    silence(zwen, by=nia)
    delivered()
    assert not Notification.objects.filter(member=nia, actors__contains=[zwen.pk]).exists()
    (row,) = Notification.objects.filter(member=nia, kind="reply")
    assert (row.actors, len(row.subjects), row.count) == ([ben.pk], 1, 1)
    assert set(MailItem.objects.filter(member=nia).values_list("actor_id", flat=True)) == {ben.pk}


def test_the_team_and_hosts_where_they_are_hosts_reach_those_they_address(
    nia: Member, mo: Member, street: Neighbourhood, delivered: Callable[[], int]
) -> None:
    host = a_member("Host")
    elsewhere = a_space("Elsewhere", hosts=(host,))
    street.talk.space.hostings.create(member=host)
    for one in (mo, host):
        silence(one, by=nia, blocked=True)
    for one in (mo, host):
        Notification.objects.all().delete()
        write_to(nia, street, one)
        delivered()
        assert sorted(told(nia)) == ["chat_mention", "mention", "mention"], one
    # Words for everybody are silent, and so is a host who is only a guest.
    Notification.objects.all().delete()
    choose(nia, "everything", thread=street.talk)
    a_post(street.talk, by=mo)
    elsewhere.hostings.all().delete()
    a_post(a_thread(elsewhere), by=host, source=f"@{nia.handle}")
    delivered()
    assert told(nia) == []


def test_who_is_blocked_cannot_answer_me_but_hosts_and_the_team_can(
    as_: "As", nia: Member, zwen: Member, mo: Member, street: Neighbourhood
) -> None:
    host = a_member("Host")
    street.talk.space.hostings.create(member=host)
    mine = a_thread(street.talk.space, by=nia)
    for one in (zwen, mo, host):
        silence(one, by=nia, blocked=True)
    statuses = {
        one.name: as_(one).post(f"/t/{mine.pk}/reply/", {"body": f"A reply by {one.name}"}).status_code
        for one in (zwen, mo, host)
    }
    assert statuses == {"Zwentibold": 403, "Mo": 302, "Host": 302}


def test_who_is_blocked_sees_of_my_profile_what_i_chose(as_: "As", nia: Member, zwen: Member, mo: Member) -> None:
    words: dict[str, Any] = {
        "line": "Zqmyline", "about": "Zqmyabout", "place": "Zqmyplace", "interests": ["Zqmyinterest"],
        "expertise": ["Zqmyhelp"], "time_zone": "Asia/Tokyo",
    }  # fmt: skip
    nia.describe(by=nia, **words)
    Member.objects.get_queryset().filter(pk=nia.pk).update(last_seen_at=timezone.now())
    htmx = {"HX-Request": "true"}

    def seen(by: Member) -> set[str]:
        client = as_(by)
        pages = [
            client.get(nia.get_absolute_url()),
            client.get("/people/nia/card/", headers=htmx),
            client.get("/people/?q=nia"),
            client.get("/people/?place=zqmyplace"),
            client.get("/complete/members/?q=nia"),
        ]
        assert {page.status_code for page in pages} == {200}
        bodies = " ".join(page.content.decode().replace('value="zqmyplace"', "") for page in pages)
        return {*re.findall(r"Zqmy[a-z]+|Here now|there</span>|@nia", bodies)}

    everything = {"Zqmyline", "Zqmyabout", "Zqmyplace", "Zqmyinterest", "Zqmyhelp", "Here now", "there</span>", "@nia"}
    assert seen(zwen) == everything
    silence(zwen, by=nia)
    assert seen(zwen) == everything
    silence(zwen, by=nia, blocked=True)
    assert seen(zwen) == {"@nia"}
    prefer(nia, blocked="seen")
    assert seen(zwen) == everything
    prefer(nia, blocked="")
    silence(mo, by=nia, blocked=True)
    assert seen(mo) == everything
    nia.refresh_from_db()
    assert nia.line == "Zqmyline"


def test_an_announcement_for_everybody_is_seen_by_everybody(
    as_: "As", nia: Member, mia: Member, space: "Space"
) -> None:
    silence(mia, by=nia, blocked=True)
    pinned = a_thread(space, by=mia, title="Zqpinned everywhere")
    with transaction.atomic():
        pinned.pin(by=mia, everywhere=True)
    a_thread(space, by=mia, title="Zqordinary thread")
    page = as_(nia).get("/latest/").content.decode()
    assert "Zqpinned" in page
    assert "Zqordinary" not in page
    assert Silence.objects.count() == 1
