"""What a few letters may become: a member, a tag, an emoji."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Func, IntegerField, Q, TextField, When
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from community.completing.calling import called_words
from community.following.models import Follow, Level
from community.following.silencing import silenced_ids
from community.posts.calling import callable_groups, may_call_groups, people_by_group
from community.posts.models import Post
from community.spaces.models import Space
from community.spaces.permissions import leads
from community.spaces.seeing import Visibility
from community.tags.models import Tag
from community.threads.models import Thread
from config.lib.markup.shortcodes import emoji_names
from members.profiles.finding import UNLISTED
from members.profiles.handles import HANDLE_MAX
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 6
MOST_GROUPS = 2
NEWEST_THREADS = 2_000
_ODD, _EVEN = "łøđßæœþı", "lodsaoti"
_MARKS = f"[{chr(0x300)}-{chr(0x36F)}]"


@dataclass(frozen=True)
class Choice:
    """One row of the list."""

    insert: str
    label: str
    note: str = ""
    member: Member | None = None
    sign: str = ""
    icon: str = "tag"


class Unaccented(Func):
    """A name in small letters without accents, as `unaccented` makes it."""

    function = ""
    template = f"translate(regexp_replace(normalize(%(expressions)s, NFD), '{_MARKS}', '', 'g'), '{_ODD}', '{_EVEN}')"
    output_field = TextField()


def unaccented(words: str) -> str:
    """Small letters without accents: Réka becomes reka."""
    apart = unicodedata.normalize("NFD", words.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(str.maketrans(_ODD, _EVEN))


def people_and_groups(viewer: Member, words: str, thread: Thread | None, space: Space | None) -> list[Choice]:
    """Up to six members, with up to two groups the viewer may call there in place of the last ones."""
    called = groups(viewer, words, space)
    return members(viewer, words, thread, space)[: MOST - len(called)] + called


def groups(viewer: Member, words: str, space: Space | None) -> list[Choice]:
    """Up to two groups by name that the viewer may call in a space and may know of, with how many they reach."""
    typed = unaccented(words.replace("\0", "")).strip()[:60]
    if not typed or space is None or not may_call_groups(viewer, space):
        return []
    named = Q(slug__startswith=typed) | Q(plain__startswith=typed) | Q(plain__contains=f" {typed}")
    found = callable_groups(viewer, space).annotate(plain=Unaccented(Lower("name"))).filter(named).order_by("name")
    chosen = list(found.exclude(slug__in=Member.objects.get_queryset().values("handle"))[:MOST_GROUPS])
    people = people_by_group(space, [group.pk for group in chosen], by=viewer) if chosen else {}
    return [
        Choice(f"@{group.slug}", group.name, icon="users", note=called_words(people.get(group.pk, 0)))
        for group in chosen
        if len(group.slug) <= HANDLE_MAX
    ]


def members(viewer: Member, words: str, thread: Thread | None, space: Space | None) -> list[Choice]:
    """Up to six members by handle or name: those of the thread first, then followed ones, then others."""
    typed = unaccented(words.replace("\0", "")).strip()[:60]
    here = Post.objects.filter(thread=thread, deleted_at=None).exclude(author=None).values_list("author_id", flat=True)
    follows = Follow.objects.filter(member=viewer, level=Level.EVERYTHING).exclude(person=None)
    followed = follows.values_list("person_id", flat=True)
    found = Member.objects.present().exclude(pk__in=_not_offered(viewer, thread, space))
    if typed:
        named = Q(handle__startswith=typed) | Q(plain__startswith=typed) | Q(plain__contains=f" {typed}")
        found = found.annotate(plain=Unaccented(Lower("name"))).filter(named)
    elif thread is not None:
        found = found.filter(pk__in=here)
    near = Case(When(pk__in=here, then=0), When(pk__in=followed, then=1), default=2, output_field=IntegerField())
    strangers = UNLISTED & Q(near=2) & ~Q(handle=typed)
    rows = list(found.annotate(near=near).exclude(strangers).order_by("near", "name", "pk")[:MOST])
    blind = _cannot_see(rows, space or (thread.space if thread else None))
    words_for = {0: _("in this thread"), 1: _("you follow"), 2: ""}
    return [
        Choice(
            f"@{member.handle}", member.name, member=member,
            note=_("cannot see this space") if member.pk in blind else words_for[vars(member)["near"]],
        )
        for member in rows
    ]  # fmt: skip


def _not_offered(viewer: Member, thread: Thread | None, space: Space | None) -> set[int]:
    """Oneself, whom one muted or blocked, and whom one cannot mention."""
    where = space or (thread.space if thread else None)
    away = who_keeps_away_from(viewer)
    if where is not None and away and leads(viewer, where):
        away = frozenset()
    return {viewer.pk, *silenced_ids(viewer), *away}


def _cannot_see(rows: list[Member], space: Space | None) -> set[int]:
    if space is None or space.visibility != Visibility.PRIVATE:
        return {member.pk for member in rows if member.is_suspended and space and not space.is_open}
    inside = Q(memberships__group=space.group_id) | Q(hostings__space=space)
    able = set(Member.objects.get_queryset().filter(inside, pk__in=[m.pk for m in rows]).values_list("pk", flat=True))
    return {member.pk for member in rows if member.pk not in able and not member.is_manager}


def tags(viewer: Viewer, words: str) -> list[Choice]:
    """Up to six tags that begin like this, the most used first; of threads the viewer sees."""
    typed = words.replace("\0", "").lower().strip()[:40]
    newest = Thread.objects.visible_to(viewer).listed().order_by("-id").values("pk")[:NEWEST_THREADS]
    unnested = Func(F("tags"), function="unnest", output_field=TextField())
    each = Thread.objects.filter(pk__in=newest).annotate(tag=unnested)
    counted = {row["tag"]: row["n"] for row in each.values("tag").annotate(n=Count("pk")).order_by("-n", "tag")}
    # Who types another name of a tag is offered the tag; what is retired is offered to nobody.
    rows = Tag.objects.filter(Q(name__in=counted) | Q(name__startswith=typed))
    known = dict(rows.filter(Q(retired_at__isnull=False) | Q(synonym_of__isnull=False)).values_list(
        "name", "synonym_of__name"))  # fmt: skip
    meant = [tag for tag in counted if tag.startswith(typed) and tag not in known]
    meant += [tag for tag in known.values() if tag in counted and tag not in meant]
    return [Choice(f"#{tag}", tag, note=str(counted[tag])) for tag in meant[:MOST]]


def emoji(words: str) -> list[Choice]:
    """Up to six emoji whose name begins like this, then those that have it inside; short names first."""
    typed = words.lower().strip()[:40]
    if not typed:
        return []
    names = emoji_names()
    inside = sorted((n for n in names if typed in n), key=lambda n: (not n.startswith(typed), len(n), n))
    seen: dict[str, str] = {}
    for name in inside:
        seen.setdefault(names[name], name)
        if len(seen) == MOST:
            break
    return [Choice(f":{name}:", name, sign=sign) for sign, name in seen.items()]
