"""A large membership and what it did, for asking rules: rows that PostgreSQL makes, the same every time.

Two in five members write, a few of them most; posts begin half a year ago and lie in the order of time, as usual.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models, transaction
from django.utils import timezone

from community.following.models import Reading
from community.posts.models import Post
from community.reactions.models import Reaction
from community.spaces.models import Space
from community.threads.models import Thread
from config.bench.building import NAME, SPACES, Size
from config.bench.copying import default_of
from members.activity.models import Activity
from members.activity.partitions import first_of_month, make, next_month
from members.groups.models import Group, GroupMembership
from members.installation.models import Installation
from members.invitations.models import Invitation
from members.profiles.models import Member
from members.segments.summing import sum_up

PER_THREAD = 20
WORDS = "'{\"choir singing\",gardening,chess,bread,cycling,radio,sewing,maps}'::text[]"
SPACE = f"1 + floor(power(thread %% 100 / 100.0, 3) * {SPACES})::int"
DEEDS = "'{poll.voted,vote.given,line.written,post.edited,answer.accepted,member.described,guide.edited}'::text[]"


def gather(size: Size, say: BaseCommand, *, days: int = 180, slim: bool = False) -> None:
    """Fill an empty database with what happened in so many days; VACUUM is due afterwards.

    `slim`: without what was read, and without sums. Raises CommandError where members are already.
    """
    if Member.objects.exists():
        raise CommandError("There are members already. Measure in a database of its own: TALKOOT_HOME=var/bench-crowd.")
    Installation.objects.update_or_create(id=1, defaults={"name": NAME, "opened_at": timezone.now()})
    Installation.current().forget()
    with transaction.atomic():
        # The rows fit together; checking each of millions again would take longer than making them.
        _run("SELECT setseed(0.5), set_config('session_replication_role', 'replica', true)", {})
        say.stdout.write(f"{_members(size)} members, {_spaces()} spaces")
        say.stdout.write(f"{_posts(size, days)} posts in {_threads()} threads")
        say.stdout.write(f"{_reactions(size)} reactions, {0 if slim else _readings(size)} threads read")
        say.stdout.write(f"{_activities()} activities")
    if not slim:
        say.stdout.write(f"{sum_up()} sums of what members did, as the scheduler makes them")


def _fill(model: type[models.Model], rows: str, /, **columns: str) -> int:
    """One row of the model for each of these, a column for each expression; other columns get the field's default."""
    rest = {str(f.column): default_of(f) for f in model._meta.concrete_fields if f.column not in columns}
    if columns.get("id") is None:
        rest.pop("id")
    names = ", ".join(f'"{name}"' for name in [*columns, *rest])
    values = ", ".join([*columns.values(), *["%s"] * len(rest)])
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} FROM {rows}',  # noqa: S608
            list(rest.values()),
        )
        return int(cursor.rowcount)


def _run(sql: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _members(size: Size) -> int:
    rows = f"generate_series(1, {size.members}) n"
    made = _fill(
        Member, rows, id="n", handle="'member-' || n", name="'Member ' || n", password="'!'",  # noqa: S106
        email="'member-' || n || '@bench.example.org'", joined_at="now() - (n %% 700 + 1) * interval '1 day'",
        last_seen_at="CASE WHEN n %% 9 > 0 THEN now() - power(random(), 3) * 300 * interval '1 day' END",
        place="(ARRAY['Győr','Tampere','Gdańsk','Leeds','','','',''])[n %% 8 + 1]",
        language="(ARRAY['en','fi','pl','hu','ru'])[n %% 5 + 1]",
        languages="CASE WHEN n %% 3 = 0 THEN ARRAY['en','fi'] ELSE ARRAY['en'] END",
        interests=f"CASE WHEN n %% 3 = 0 THEN ({WORDS})[n %% 6 + 1:n %% 6 + 3] ELSE '{{}}' END",
        expertise=f"CASE WHEN n %% 7 = 0 THEN ({WORDS})[n %% 8 + 1:n %% 8 + 1] ELSE '{{}}' END",
        time_zone="(ARRAY['Europe/Helsinki','Europe/Warsaw','UTC'])[n %% 3 + 1]",
        line="CASE WHEN n %% 4 = 0 THEN 'Likes to measure' ELSE '' END",
        photo="CASE WHEN n %% 5 = 0 THEN 'a.webp' ELSE '' END",
        role="CASE WHEN n %% 1000 = 0 THEN 'moderator' ELSE 'member' END",
        preferences="CASE WHEN n %% 11 = 0 THEN '{\"place\": \"hidden\"}'::jsonb ELSE '{}' END",
    )  # fmt: skip
    _fill(Group, "generate_series(1, 12) n", id="n", name="'Group ' || n", slug="'group-' || n")
    _fill(GroupMembership, f"{rows}, generate_series(1, 12) g WHERE n %% (g + 4) = 0", group_id="g", member_id="n")
    _fill(
        Invitation, f"{rows} WHERE n %% 3 = 0", inviter_id="n - 1", used_by_id="n", used_at="now()", code="'code-' || n"
    )
    return made


def _spaces() -> int:
    return _fill(
        Space, f"generate_series(1, {SPACES}) n", id="n", name="'Space ' || n", slug="'space-' || n", position="n",
        purpose="'A place to measure'", visibility="'open'",
    )  # fmt: skip


def _posts(size: Size, days: int) -> int:
    """Every twentieth begins a thread, the others go mostly to new ones; the same few write most of them."""
    _run(
        "CREATE TEMPORARY TABLE bench_post AS SELECT n AS id, "
        "(n - 1) / %(each)s + 1 - CASE WHEN n %% %(each)s = 1 THEN 0 "
        "ELSE floor(power(random(), 6) * ((n - 1) / %(each)s + 1))::bigint END AS thread, "
        "floor(power(random(), 3) * %(members)s * 0.4)::bigint * 1000003 %% %(members)s + 1 AS author, "
        "now() - (1 - n::float / %(posts)s) * %(days)s * interval '1 day' AS at FROM generate_series(1, %(posts)s) n",
        {"days": days, "each": PER_THREAD, "members": size.members, "posts": size.posts},
    )
    text = "repeat('We swapped the rota for a list. ', 5 + (id %% 30)::int)"
    return _fill(
        Post, "(SELECT *, row_number() OVER (PARTITION BY thread ORDER BY id) AS number FROM bench_post ORDER BY id) p",
        id="id", thread_id="thread", space_id=SPACE, author_id="author", created_at="at", number="number",
        source=text, text=text,
        html=f"'<p>' || {text} || '</p>'", markup_version="1",
        deleted_at="CASE WHEN id %% 97 = 5 THEN at END",
    )  # fmt: skip


def _threads() -> int:
    """Every third is a question; of these two in three are answered by their second post."""
    ends = "(SELECT thread, count(*) AS posts, max(at) AS last FROM bench_post GROUP BY thread) e"
    first = "SELECT DISTINCT ON (thread) thread, author, at FROM bench_post ORDER BY thread, id"
    second = "LEFT JOIN community_post s ON s.thread_id = thread AND s.number = 2 AND thread %% 9 IN (0, 3)"
    answered = "s.created_at + interval '1 hour'"
    return _fill(
        Thread, f"({first}) f JOIN {ends} USING (thread) {second}", id="thread", author_id="author", created_at="at",
        last_post_at="last", posts_count="posts", title="'A thread to measure ' || thread", slug="'thread-' || thread",
        kind="CASE WHEN thread %% 3 = 0 THEN 'question' ELSE 'discussion' END",
        space_id=SPACE, answer_id="s.id", answered_at=f"CASE WHEN s.id IS NOT NULL THEN {answered} END",
    )  # fmt: skip


def _reactions(size: Size) -> int:
    """One for every two posts, a day later."""
    return _fill(
        Reaction,
        "bench_post WHERE id %% 2 = 0",
        post_id="id",
        space_id=SPACE,
        emoji="'👍'",
        at="least(at + interval '1 day', now())",
        member_id=f"floor(power(random(), 2) * {size.members} * 0.5)::bigint * 1000003 %% {size.members} + 1",
    )


def _readings(size: Size) -> int:
    """Those who wrote in a thread read it; half the members have looked into two or three others."""
    threads = "(SELECT max(thread) AS most FROM bench_post) m"
    wrote = "SELECT author AS member, thread, max(at) AS at FROM bench_post GROUP BY 1, 2"
    looked = (
        "SELECT n * 2 AS member, 1 + floor(random() * most)::bigint AS thread, "  # noqa: S608
        f"now() - power(random(), 2) * interval '180 days' AS at "
        f"FROM {threads}, generate_series(1, {size.members} / 2) n, "
        "generate_series(1, 5) t"
    )
    once = f"SELECT DISTINCT ON (member, thread) * FROM ({wrote} UNION ALL {looked}) a ORDER BY member, thread"  # noqa: S608
    return _fill(
        Reading, f"({once}) r ORDER BY at", member_id="member", thread_id="thread", space_id=SPACE, read_at="at",
        last_number="1",
    )  # fmt: skip


def _activities() -> int:
    """The log of all that, and a deed of another kind for every second post."""
    month, months = first_of_month(timezone.now() - timedelta(days=800)), []
    while month <= first_of_month(timezone.now()):
        months.append(month)
        month = next_month(month)
    make(months)
    told = (
        "SELECT at, 'post.created' AS verb, author AS actor, 'community.post' AS kind, id FROM bench_post "  # noqa: S608
        "UNION ALL SELECT created_at, 'thread.started', author_id, 'community.thread', id FROM community_thread "
        "UNION ALL SELECT at, 'reaction.added', member_id, 'community.post', post_id FROM community_reaction "
        "UNION ALL SELECT joined_at, 'member.joined', id, 'members.member', id FROM members_member "
        f"UNION ALL SELECT at, ({DEEDS})[id %% 7 + 1], author, 'community.post', id FROM bench_post WHERE id %% 2 = 1"
    )
    return _fill(
        Activity, f"({told}) a ORDER BY at", at="at", verb="verb", actor_id="actor", subject_type="kind",
        subject_id="id", dispatched_at="at",
    )  # fmt: skip
