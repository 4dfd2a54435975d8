"""Who is at the other end of a stream, and what may they hear? Asks the database, in threads and not in the loop."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import close_old_connections, connections
from django.http import HttpRequest
from django.utils import timezone

from config.lib.live import may_listen
from members.viewing.looking import Look

if TYPE_CHECKING:
    from config.lib.audience import Viewer

_THREADS, _LONGEST_SECONDS = 2, 5.0
_threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="live")
State = tuple[object, ...]


class Identity(NamedTuple):
    """Somebody as far as a stream must know: which session, which member, and in which state they were seen."""

    session_key: str | None = None
    member_id: int | None = None
    state: State = ()


async def in_thread[T](question: Callable[[], T]) -> T:
    """Ask the database outside the event loop, with a connection that is looked after as for a request."""

    def ask() -> T:
        close_old_connections()
        try:
            return question()
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_threads, ask)


async def let_go() -> None:
    """Close the connections of all these threads."""
    everybody = threading.Barrier(_THREADS)

    def close() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            everybody.wait(_LONGEST_SECONDS)  # so that each thread comes here once
        connections.close_all()

    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(_threads, close) for _ in range(_THREADS)))


def identify(session_key: str | None) -> "tuple[Identity, Viewer]":
    """Whose session this is; a suspended or unknown one is a visitor."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    # While somebody views as somebody else, their pages hear nothing that a visitor would not hear.
    looks = session_key is not None and Look.of(request.session) is not None
    member = get_user(request) if session_key and not looks else AnonymousUser()
    if not member.is_authenticated or not member.is_active or member.is_suspended:
        return Identity(), AnonymousUser()
    return Identity(
        session_key, member.pk, _state(member.password, member.role, member.suspended_until, member.is_active)
    ), member


def admit(session_key: str | None, channels: frozenset[str]) -> Identity | None:
    """Who may listen to all these channels with this session; None if to any of them they may not."""
    identity, viewer = identify(session_key)
    return identity if all(may_listen(viewer, channel) for channel in channels) else None


def still_admitted(asked: Iterable[tuple[Identity, frozenset[str]]]) -> dict[tuple[Identity, frozenset[str]], Identity]:
    """Of these, the ones who may still hear all they hear, with their present identity."""
    viewers: dict[str | None, tuple[Identity, Viewer]] = {}
    rights: dict[tuple[int | None, str], bool] = {}
    kept = {}
    for before, channels in set(asked):
        if before.session_key not in viewers:
            viewers[before.session_key] = identify(before.session_key)
        now, viewer = viewers[before.session_key]
        if now.member_id != before.member_id:
            continue
        for channel in channels:
            if (now.member_id, channel) not in rights:
                rights[now.member_id, channel] = may_listen(viewer, channel)
        if all(rights[now.member_id, channel] for channel in channels):
            kept[before, channels] = now
    return kept


def changed(identities: Iterable[Identity]) -> set[Identity]:
    """Those whose session has ended or whose member is not in the state seen before; two queries for all of them."""
    known = [identity for identity in set(identities) if identity.member_id is not None]
    if not known:
        return set()
    sessions = set(
        Session.objects.filter(
            session_key__in=[identity.session_key for identity in known], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    rows = get_user_model().objects.filter(pk__in={identity.member_id for identity in known})
    states: dict[int | None, State] = {
        pk: _state(*state) for pk, *state in rows.values_list("pk", "password", "role", "suspended_until", "is_active")
    }
    return {
        identity
        for identity in known
        if identity.session_key not in sessions or states.get(identity.member_id) != identity.state
    }


def _state(password: object, *others: object) -> State:
    return (hash(password), *others)


def session_key_from(cookies: dict[str, str]) -> str | None:
    """The session named by a request's cookies."""
    return cookies.get(settings.SESSION_COOKIE_NAME) or None
