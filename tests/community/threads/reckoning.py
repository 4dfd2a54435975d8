"""A plain reckoning beside the product, and the acts that change both."""

from dataclasses import dataclass, field
from typing import Any

from community.bookmarks.models import Bookmark
from community.following.choosing import choose
from community.following.models import Level
from community.posts.models import Post
from community.reactions.reacting import react
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.splitting import move_posts, split
from members.activity.relay import deliver_all
from members.profiles.models import Member


@dataclass
class Reckoning:
    """What there was, remembered beside the product."""

    people: list[Member]
    mover: Member
    spaces: list[Space]
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    """(thread, number) -> post, of every place a post ever had."""
    follows: dict[tuple[int, int], str] = field(default_factory=dict)
    """(member, thread) -> how much to hear, where somebody chose."""

    def threads(self) -> list[Thread]:
        """Those that are there."""
        return list(Thread.objects.filter(merged_at=None, deleted_at=None).select_related("space").order_by("pk"))

    def remember(self) -> None:
        """Every place that is taken now."""
        for pk, thread, number in Post.objects.values_list("pk", "thread_id", "number"):
            assert self.places.setdefault((thread, number), pk) == pk, "a number was given to a second post"

    def sees(self, member: Member, space_id: int) -> bool:
        """The spaces are: open, for members, for the circle of the first two people."""
        return space_id != self.spaces[2].pk or member in self.people[:2] or member.is_manager


# --- the acts ------------------------------------------------------------------------------------------------------


def _pick(things: list[Any], n: int) -> Any:
    return things[n % len(things)] if things else None


def _who(here: Reckoning, thread: Thread, n: int) -> Member:
    able = [member for member in here.people if here.sees(member, thread.space_id)]
    member: Member = _pick(able, n)
    return member


def start(here: Reckoning, a: int, b: int) -> None:
    space = _pick(here.spaces, a)
    by = _pick([member for member in here.people if here.sees(member, space.pk)], b)
    space.start_thread(by=by, title=f"A thread about {a} and {b}", source=f"First words {a} {b}")


def reply(here: Reckoning, a: int, b: int) -> None:
    if thread := _pick(here.threads(), a):
        thread.reply(by=_who(here, thread, b), source=f"A reply {a} {b}, see #1")


def _quote(here: Reckoning, a: int, b: int) -> None:
    if thread := _pick(here.threads(), a):
        post = _pick(list(thread.posts.select_related("author").order_by("number")), b)
        words = f"> @{post.author.handle} in #{post.number}:\n> words\n\nI think so too"
        thread.reply(by=_who(here, thread, a + b), source=words, reply_to=post.number)


def _react(here: Reckoning, a: int, b: int) -> None:
    if (thread := _pick(here.threads(), a)) and (post := _pick(list(thread.posts.order_by("number")), b)):
        react(post, "👍", by=_who(here, thread, a + b))


def _follow(here: Reckoning, a: int, b: int) -> None:
    if thread := _pick(here.threads(), a):
        member, level = _who(here, thread, b), _pick(Level.values, a + b)
        choose(member, level, thread=thread)
        here.follows[member.pk, thread.pk] = level


def _keep(here: Reckoning, a: int, b: int) -> None:
    if (thread := _pick(here.threads(), a)) and (post := _pick(list(thread.posts.order_by("number")), b)):
        Bookmark.objects.get_or_create(member=_who(here, thread, b), post=post)


def _read(here: Reckoning, a: int, b: int) -> None:
    from community.following.reading import read_to

    if thread := _pick(here.threads(), a):
        read_to(_who(here, thread, b), thread, 1 + b % thread.posts_count)


def _move(here: Reckoning, a: int, b: int) -> None:
    if thread := _pick(here.threads(), a):
        move(thread, to=_pick(here.spaces, b), by=here.mover)
        _forget_the_blind(here, thread.pk, thread.space_id)


def _split(here: Reckoning, a: int, b: int) -> None:
    if (thread := _pick(here.threads(), a)) and (numbers := _some(thread, b)):
        space = _pick(here.spaces, a + b)
        title = f"Split off {a} and {b}"
        try:
            made, _ = split(thread, numbers, by=here.mover, title=title, kind="discussion", space=space)
        except NotPossible:
            return
        _follows_go_along(here, thread.pk, made, drop=False)


def _carry(here: Reckoning, a: int, b: int) -> None:
    into = _pick(here.threads(), a + b)
    if (thread := _pick(here.threads(), a)) and thread != into and (numbers := _some(thread, b)):
        move_posts(thread, numbers, into=into, by=here.mover)


def _merge(here: Reckoning, a: int, b: int) -> None:
    into = _pick(here.threads(), a + b)
    if (thread := _pick(here.threads(), a)) and thread != into:
        merge(thread, into=into, by=here.mover)
        _follows_go_along(here, thread.pk, into, drop=True)


def _some(thread: Thread, n: int) -> list[int]:
    """About half of the replies, others with each n."""
    numbers = thread.posts.filter(number__gt=1).order_by("number").values_list("number", flat=True)
    return [number for place, number in enumerate(numbers) if (place + n) % 2 == 0]


def _delete(here: Reckoning, a: int, b: int) -> None:
    if thread := _pick(here.threads(), a):
        post = _pick(list(thread.posts.order_by("number")), b)
        (post if b % 3 else thread).delete_softly(by=here.mover)


def _restore(here: Reckoning, a: int, b: int) -> None:
    for thing in (*Thread.objects.exclude(deleted_at=None), *Post.objects.exclude(deleted_at=None)):
        thing.restore(by=here.mover)


def _deliver(here: Reckoning, a: int, b: int) -> None:
    deliver_all()


def _forget_the_blind(here: Reckoning, thread_id: int, space_id: int) -> None:
    people = {member.pk: member for member in here.people}
    gone = [k for k in here.follows if k[1] == thread_id and not here.sees(people[k[0]], space_id)]
    for key in gone:
        del here.follows[key]


def _follows_go_along(here: Reckoning, left: int, target: Thread, *, drop: bool) -> None:
    """Chosen beats unchosen, more beats less; only for those who see the target."""
    order: list[str] = [Level.NOTHING, Level.REPLIES, Level.EVERYTHING]
    for member in here.people:
        if (level := here.follows.get((member.pk, left))) is None:
            continue
        if here.sees(member, target.space_id):
            there = here.follows.get((member.pk, target.pk), Level.NOTHING)
            here.follows[member.pk, target.pk] = max(level, there, key=order.index)
        if drop:
            del here.follows[member.pk, left]


DO = {
    "start": start, "reply": reply, "quote": _quote, "react": _react, "follow": _follow, "keep": _keep,
    "read": _read, "move": _move, "split": _split, "carry": _carry, "merge": _merge, "delete": _delete,
    "restore": _restore, "deliver": _deliver,
}  # fmt: skip
