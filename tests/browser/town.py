"""A community in which every kind of thing stands somewhere, and the addresses at which it is seen."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.bookmarks.keeping import keep
from community.bookmarks.models import Bookmark
from community.bookmarks.noting import Wanted
from community.chat.models import ChatRoom
from community.chat.opening import open_room
from community.chat.turning import turn
from community.drafts.models import Draft
from community.following.models import Follow, Level, Silence
from community.posts.models import Post
from community.reactions.reacting import react
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.storing import store
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import deliver_all
from members.groups.models import Group
from members.installation.models import Installation
from members.invitations.models import Application, Invitation
from members.profiles.models import Member
from moderation.guidelines.adopting import adopt
from tests.browser import illustrating, journeys, staff
from tests.browser.asking import segment_pages
from tests.browser.clubs import settle_clubs
from tests.browser.guides import guide_pages
from tests.browser.matters import settle_matters, settle_polls
from tests.browser.talks import settle_talks
from tests.factories import PASSWORD, a_group, a_member, a_post, a_space, a_thread

EVERYTHING = """## What we tried

A plain paragraph with **bold**, *slant*, ~~struck~~, `code`, a [link](https://example.org/rota) and ||the end of it||.

1. first
2. second
   - inside

- [x] done
- [ ] not yet

| Week | Who | Swaps |
|:-----|:---:|------:|
| 34   | Nia |     2 |
| 35   | Ben |    11 |

```python
def fair(rota: list[str]) -> bool:
    return len(set(rota)) == len(rota)  # a comment that makes the line long enough to need scrolling sideways
```

> Somebody said this before.

:::spoiler The ending
They all got a week off.
:::

---

![Our rota](PICTURE)
"""


POLL_PAGES = [(2, "edit"), (8, "edit"), (8, "votes"), (10, "decision"), (10, "decision/history"), (12, "new")]


@dataclass
class Town:
    """The people and the things."""

    people: dict[str, Member]
    group: Group = field(init=False)
    space: Space = field(init=False)
    private: Space = field(init=False)
    archived: Space = field(init=False)
    long: Thread = field(init=False)
    closed: Thread = field(init=False)
    deleted: Thread = field(init=False)
    invitation: Invitation = field(init=False)
    room: ChatRoom = field(init=False)
    saved: str = field(init=False)
    guides: dict[str, list[str]] = field(init=False)
    matters: list[str] = field(init=False)
    talks: list[str] = field(init=False)
    clubs: dict[str, list[str]] = field(init=False)

    def post(self, number: int) -> Post:
        """A post of the long thread."""
        return Post.objects.get(thread=self.long, number=number)


def settle() -> Town:
    """Build it."""
    old = timezone.now() - timedelta(days=500)
    people = {
        "olli": a_member("Olli Owner", handle="olli", role="owner", joined_at=old, password=PASSWORD),
        "mia": a_member("Mia", role="manager", joined_at=old),
        "mo": a_member("Mo", role="moderator", joined_at=old),
        "ben": a_member("Ben", joined_at=old, password=PASSWORD),
        "nia": a_member("Nia Okafor-Thistlethwaite of the Longest Name", handle="nia"),
        "eve": a_member("Eve", suspended_until=timezone.now() + timedelta(days=30)),
    }
    town = Town(people)
    _places(town)
    _talk(town)
    settle_polls(town)
    _chat(town)
    _team(town)
    _kept(town)
    town.matters = settle_matters(town)
    town.talks = settle_talks(town)
    town.clubs = settle_clubs(people, town.group)
    deliver_all()
    return town


def _kept(town: Town) -> None:
    """What ben keeps: a post with everything beside it, and one that is gone."""
    ben, tomorrow = town.people["ben"], timezone.now() + timedelta(days=1)
    gone, kept = (keep(town.post(number), by=ben) for number in (3, 2))
    gone.write_down("Ask again", Wanted(tomorrow), by=ben)
    Bookmark.objects.filter(pk=gone.pk).update(post=None)
    kept.write_down("Try this on Tuesday", Wanted(tomorrow, if_unanswered=True), by=ben)
    town.saved = f"/saved/{kept.pk}/"
    town.guides = guide_pages(town.space, town.long, town.people["ben"])


def _places(town: Town) -> None:
    ben, mia = town.people["ben"], town.people["mia"]
    text = "Bring questions.\n\n- Be kind\n- Say what you tried"
    town.space = a_space("Workshop", purpose="Rotas, tools and repairs", description=text, hosts=(ben,))
    a_space("Small repairs", slug="small-repairs", parent=town.space, purpose="Under an hour")
    town.group = a_group(ben, mia, name="Founding circle")
    town.private = a_space("Back room", group=town.group, purpose="For the circle")
    town.archived = a_space("Fair of 2024", slug="fair-2024", purpose="Over and done")
    town.archived.archive(by=mia)


def _talk(town: Town) -> None:
    ben, nia, mo = town.people["ben"], town.people["nia"], town.people["mo"]
    file = BytesIO()
    Image.new("RGB", (400, 240), "teal").save(file, "PNG")
    upload = store(SimpleUploadedFile("rota.png", file.getvalue(), "image/png"), by=ben, alt="Our rota")
    source = EVERYTHING.replace("![Our rota](PICTURE)", f"{upload.markdown}\n{illustrating.media(ben)}")
    town.long = a_thread(
        town.space, by=ben, title="How do you keep a rota fair?", source=source, kind="question",
        tags=["rota", "fairness"],
    )  # fmt: skip
    illustrating.settle(town.post(1))
    for number in range(2, 25):
        words = f"> @ben in #1:\n> A plain paragraph\n\nWords of reply {number}, @ben, see #1."
        a_post(town.long, by=nia if number % 2 else ben, source=words, reply_to=1 if number % 3 == 0 else None)
    town.post(1).edit(by=ben, source=source + "\nAnd a last word.", version=1, reason="One more word")
    town.post(4).delete_softly(by=ben)
    town.post(6).delete_softly(by=mo)
    town.post(5).hide(by=mo)
    Post.objects.filter(thread=town.long, number=7).update(held_at=timezone.now())
    town.post(3).open_to_members(by=mo)
    react(town.post(1), "👍", by=nia)
    react(town.post(3), "❤️", by=ben)
    town.long.refresh_from_db()
    town.long.accept(town.post(3), by=ben)
    town.long.pin(by=mo)
    town.closed = a_thread(town.space, by=nia, title="Keys to the shed: who has them", source="I have none.")
    a_post(town.closed, by=ben, source="@nia, I do.")
    town.closed.close(by=mo)
    town.deleted = a_thread(town.space, by=nia, title="Posted twice", source="By mistake.")
    town.deleted.delete_softly(by=mo)
    a_thread(town.private, by=ben, title="Budget of the circle", source="Numbers.", kind="idea")
    a_thread(town.space, by=nia, title="Which saw for green wood", source="Mine is blunt.", kind="question")
    slow = a_thread(town.space, by=nia, title="Slowly, with " + "averyverylongwordthatdoesnotbreak" * 4, source="Hm.")
    slow.slow_down(300, by=mo)
    Draft.objects.create(member=ben, key="new", title="A draft", body="Not ready", space=town.space)
    Draft.objects.create(member=ben, key=f"thread:{slow.pk}", body="Half a reply")
    Follow.objects.create(member=ben, tag="rota", level=Level.EVERYTHING)
    Silence.objects.create(member=ben, other=town.people["eve"])


def _chat(town: Town) -> None:
    """A room with every sort of line, and one at rest."""
    ben, nia, mo = (town.people[name] for name in ("ben", "nia", "mo"))
    town.room = open_room(town.space, by=mo, subject="Who brings what on Saturday")
    words = ["The kettle, @nia?", "Two", "A saw :tada: and `glue`", "Gone", "Hidden", "See https://example.org/tea"]
    lines = [town.room.write(by=ben if n % 3 else nia, source=source) for n, source in enumerate(words)]
    lines[3].delete_softly(by=nia)
    lines[4].hide(by=mo, reason="Rule 2")
    turn(town.room, lines[0].pk, lines[1].pk, by=mo, space=town.space, kind="discussion", title="Kettles and cups")
    town.room.write(by=town.people["eve"], source="A word of somebody whom ben has muted")
    open_room(town.space, by=mo, subject="The fair of last year").rest(by=mo)


def _team(town: Town) -> None:
    mia = town.people["mia"]
    town.invitation = Invitation.objects.create(inviter=mia, email="aino@example.org", note="Come along")
    Invitation.objects.create(inviter=mia, email="late@example.org", expires_at=timezone.now() - timedelta(days=1))
    Application.objects.create(name="Pekka", email="pekka@example.org", answer="I mend bicycles.")
    Installation.current()
    Installation.objects.update(purpose="Neighbours who mend things")
    adopt("We mend things.\n\n1. Be kind. Say what you **tried**.\n2. Sell nothing. Lend it.", by=mia)
    cache.clear()
    activity = Activity.objects.order_by("id").last()
    assert activity is not None
    for name, dead in (("community.search_index", None), ("members.notify", timezone.now())):
        Receipt.objects.update_or_create(
            activity=activity,
            subscriber=name,
            defaults={
                "activity_at": activity.at,
                "attempts": 3,
                "last_error": "ConnectionError: nobody answers at the other end of a very long line of words",
                "retry_at": timezone.now() + timedelta(minutes=5),
                "dead_at": dead,
                "done_at": None,
            },
        )


def session_of(handle: str) -> str:
    """The session of somebody who signed in with the password, as pages about safety ask for."""
    client = Client()
    answer = client.post("/signin/", {"login": f"{handle}@example.org", "password": PASSWORD})
    assert answer.status_code == 302, "The sign-in page refused."
    assert client.post("/settings/security/confirm/", {"password": PASSWORD}).status_code == 302
    return client.cookies["sessionid"].value


def for_visitors(town: Town) -> list[str]:
    """What anybody may open."""
    thread = town.long.get_absolute_url()
    return [
        "/", "/latest/", "/unanswered/", "/spaces/", "/s/workshop/", "/s/workshop/about/", "/s/fair-2024/",
        thread, f"{thread}?page=2", f"{thread}3/", f"/t/{town.long.pk}/summary/", town.closed.get_absolute_url(),
        f"/p/{town.post(1).pk}/reactions/",
        "/search/", "/search/?q=rota", "/search/?q=zzzz", "/people/", "/people/ben/", "/people/ben/threads/",
        "/people/ben/replies/", "/people/nia/", "/tags/", "/tags/rota/", "/feeds/", "/guidelines/", "/keyboard/",
        "/signin/", "/signin/code/", "/reset/", "/reset/sent/", "/join/",
        f"/invite/{town.invitation.code}/", "/offline/", "/missing/", "/dev/mailbox/",
        "/about/", "/privacy/", "/dev/kit/", "/s/workshop/chat/", town.room.get_absolute_url(),
        *town.guides["visitors"], *town.clubs["visitors"],
    ]  # fmt: skip


def for_members(town: Town) -> list[str]:
    """What ben opens, who hosts the workshop."""
    thread = town.long.get_absolute_url()
    pages = [
        "/", "/for-you/", "/latest/", "/following/", "/unanswered/", "/spaces/", "/s/workshop/", "/s/workshop/about/",
        "/s/workshop/members/", "/s/workshop/edit/", "/s/back-room/", "/s/back-room/members/", "/s/fair-2024/",
        thread, f"{thread}?page=2", town.closed.get_absolute_url(), f"/t/{town.long.pk}/summary/",
        "/t/bulk/?space=workshop", "/t/new/", "/t/new/?space=workshop&kind=question",
        f"/t/{town.long.pk}/reply/?to=2", f"/p/{town.post(1).pk}/edit/", f"/p/{town.post(1).pk}/history/",
        *(f"/p/{town.post(n).pk}/poll/{name}/" for n, name in POLL_PAGES), "/s/workshop/decisions/",
        f"/p/{town.post(1).pk}/reactions/", "/drafts/", "/saved/", town.saved, "/settings/following/",
        "/settings/following/?kind=threads", "/uploads/", "/search/?q=rota", "/people/", "/people/ben/",
        "/people/nia/", "/people/nia/following/", "/inbox/", "/inbox/following/", "/inbox/everything/",
        "/tags/", "/tags/rota/",
        "/feeds/", "/keyboard/", "/missing/", "/manage/groups/", *town.guides["members"], *town.matters,
        *town.talks,
        *journeys.a_message(town.people["ben"], town.people["mia"]),
        *town.clubs["members"],
    ]  # fmt: skip
    safe = ["", "app/", "recovery-codes/new/", "passkeys/", "passkeys/add/", "sessions/", "password/", "confirm/"]
    own = ["profile", "account", "appearance", "accessibility", "privacy", "privacy/silenced", "notifications"]
    room = town.room.get_absolute_url()
    mine = town.room.lines.filter(author=town.people["ben"]).earliest("pk")
    chat = ["/s/workshop/chat/", room, f"{room}?at={mine.pk}", f"{room}thread/", f"{room}lines/{mine.pk}/edit/"]
    # First what wants a sign-in of the last minutes: on a busy machine the walk takes longer than that.
    return [*(f"/settings/security/{name}" for name in safe), *pages, *chat, *(f"/settings/{name}/" for name in own)]


def for_the_team(town: Town) -> list[str]:
    """What the owner opens."""
    settings = ["name", "look", "pages", "roles", "access", "spaces", "previews"]
    return [
        "/", town.long.get_absolute_url(), town.deleted.get_absolute_url(), "/s/workshop/edit/",
        "/s/workshop/delete/ask/", "/t/bulk/?space=workshop", "/tags/", "/tags/tea/manage/",
        *(f"/t/{town.long.pk}/{name}/" for name in ("move", "split", "merge", "timers")),
        f"/p/{town.post(1).pk}/history/",
        *(f"/manage/settings/{name}/" for name in settings),
        "/manage/groups/", f"/manage/groups/{town.group.slug}/", "/manage/invitations/", "/manage/applications/",
        *staff.pages(town.people["ben"], town.people["olli"]),
        "/manage/operations/", "/manage/settings/roles/erase/", *town.guides["team"],
        *segment_pages(town.people["mia"]),
        *journeys.pages(town.people["nia"], town.people["olli"]),
        "/manage/operations/", *town.guides["team"], *town.clubs["team"],
    ]  # fmt: skip
