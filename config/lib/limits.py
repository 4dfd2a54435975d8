"""How often: limits per member, address or network, counted in Valkey for all processes together.

A window slides: of the last `per_seconds`, at most `max` may pass. `spend` refuses by raising TooMany, which the
middleware `Patience` turns into our 429 page with Retry-After.
"""

import hashlib
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from math import ceil
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.lib.net import network_of

if TYPE_CHECKING:
    from config.lib.audience import View

log = logging.getLogger(__name__)
PREFIX = "talkoot:limit:"
AWAY_SECONDS = 60
"""How long to wait when a limit that fails closed cannot be counted."""

# Kept are time and cost of what passed. Returned: milliseconds to wait, or -1 for "go on".
_HIT = """
local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local max, cost, keep = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] ~= ''
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local passed = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local spent = 0
for i = 1, #passed, 2 do spent = spent + tonumber(string.match(passed[i], '^%d+')) end
if spent + cost <= max then
  if keep then
    redis.call('ZADD', KEYS[1], now, ARGV[4] .. ':' .. ARGV[5])
    redis.call('PEXPIRE', KEYS[1], window)
  end
  return -1
end
for i = 1, #passed, 2 do
  spent = spent - tonumber(string.match(passed[i], '^%d+'))
  if spent + cost <= max then return tonumber(passed[i + 1]) + window - now end
end
return window
"""
_connection: list[redis.Redis] = []


@dataclass(frozen=True)
class Limit:
    """At most `max` in the last `per_seconds`. `closed`: refuse while Valkey is away (otherwise let pass)."""

    name: str
    max: int
    per_seconds: int
    closed: bool = False


class TooMany(Exception):
    """Too often; `retry_after` seconds until it may work."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


MINUTE, QUARTER, HOUR, DAY = 60, 900, 3600, 86_400
TYPED = {"source", "body", "text", "answer", "addresses", "note", "reason", "question"}
"""Fields that hold somebody's own words, also with a number behind them; what was typed there is shown again."""

SIGN_IN_ACCOUNT = Limit("sign-in.account", 10, QUARTER, closed=True)
SIGN_IN_NETWORK = Limit("sign-in.network", 50, QUARTER, closed=True)
CODE_ACCOUNT = Limit("code.account", 5, QUARTER, closed=True)
RESET_ACCOUNT = Limit("reset.account", 3, HOUR, closed=True)
RESET_NETWORK = Limit("reset.network", 20, HOUR, closed=True)
MAIL_ADDRESS = Limit("mail.address", 3, HOUR, closed=True)
EMAIL_CHANGE = Limit("email-change.member", 3, DAY, closed=True)
JOIN_NETWORK = Limit("join.network", 5, HOUR, closed=True)
INVITATIONS_TEAM = Limit("invitations.team", 500, DAY, closed=True)
REFERRAL_LINKS = Limit("referral-links.member", 10, DAY)
GROUP_REQUESTS = Limit("groups.requests", 20, DAY)
GROUP_INVITATIONS = Limit("groups.invitations", 50, DAY)
INVITATION_LOOKUPS = Limit("invitation-lookups.network", 20, MINUTE, closed=True)
PHOTOS = Limit("photos.member", 10, DAY)
POSTS_NEW = Limit("posts.new-member", 10, HOUR)
POSTS = Limit("posts.member", 60, HOUR)
THREADS_NEW = Limit("threads.new-member", 3, DAY)
SAME_TEXT = Limit("same-text.member", 1, 300)
EDITS = Limit("edits.post", 20, HOUR)
REACTIONS = Limit("reactions.member", 60, MINUTE)
VOTES = Limit("votes.member", 30, MINUTE)
REPORTS = Limit("reports.member", 20, DAY)
APPEALS = Limit("appeals.member", 5, DAY)
REPORTS_NEW = Limit("reports.new-member", 5, DAY)
REPORTS_NEW_FOR = timedelta(days=7)
REPORTS_NETWORK = Limit("reports.network", 5, DAY)
UPLOADS_NEW = Limit("uploads.new-member", 20, HOUR)
UPLOAD_BYTES = Limit("upload-bytes.member", 200 * 1024 * 1024, DAY)
SEARCH_VISITOR = Limit("search.network", 30, MINUTE)
GUIDE_VOTES = Limit("guides.votes", 30, HOUR)
SEARCH_MEMBER = Limit("search.member", 60, MINUTE)
COMPLETE = Limit("autocomplete.member", 120, MINUTE)
PUSH_DEVICES = Limit("push-devices.member", 20, DAY)
REPLY_NOTES = Limit("reply-notes.member", 10, DAY)
PREVIEWS = Limit("previews.member", 30, MINUTE)
THANKS = Limit("thanks.member", 10, DAY)
NOMINATIONS = Limit("nominations.member", 5, DAY)
OUTSIDE_FACTS = Limit("outside-facts.source", 120, MINUTE)
HEALTH_READS = Limit("health-reads.key", 60, MINUTE)
WRONG_KEYS = Limit("wrong-keys.network", 20, MINUTE, closed=True)
SEGMENT_COUNTS = Limit("segments.counts", 120, MINUTE)
JOURNEY_TESTS = Limit("journeys.tests", 20, HOUR)
DIGEST_TESTS = Limit("digest.tests", 10, HOUR)


def hit(limit: Limit, key: object, cost: int = 1) -> int | None:
    """Count one act. None: it may happen. Otherwise the seconds until it may; refused acts are not counted."""
    return _ask(limit, key, cost, keep=True)


def peek(limit: Limit, key: object) -> int | None:
    """What `hit` would answer, without counting."""
    return _ask(limit, key, 1, keep=False)


def reports_of(joined_at: datetime) -> Limit:
    """The limit of reports of a member who joined then: the smaller one for a week, whatever is reported and where."""
    return REPORTS_NEW if joined_at > timezone.now() - REPORTS_NEW_FOR else REPORTS


def spend(limit: Limit, key: object, cost: int = 1) -> None:
    """Count one act. Raises TooMany."""
    if wait := hit(limit, key, cost):
        raise TooMany(wait)


def limited(limit: Limit, *, key: Callable[[HttpRequest], object] = network_of) -> "Callable[[View], View]":
    """Decorate a view: each request that is not a plain GET counts once. `key` says whose; the network by default."""

    def decorate(view: "View") -> "View":
        @wraps(view)
        def patient(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                spend(limit, key(request))
            return view(request, *args, **kwargs)

        return patient

    return decorate


def by_member(request: HttpRequest) -> object:
    """The key of limits per member; visitors count by network."""
    return request.user.pk or network_of(request)


class Patience:
    """Middleware: answers TooMany with 429, Retry-After and the time at which it works again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The 429 page; what was typed in a text area is shown, so that it is not lost."""
        return too_many(request, exception.retry_after) if isinstance(exception, TooMany) else None


def too_many(request: HttpRequest, retry_after: int) -> HttpResponse:
    """The 429 page."""
    # Rounded up to the next minute, because the page says a time of day without seconds.
    again_at = timezone.now() + timedelta(seconds=retry_after + 59)
    text = "\n\n".join(str(v) for k, v in request.POST.items() if v and k.rstrip("_0123456789") in TYPED)
    response = render(request, "errors/429.html", {"again_at": again_at, "text": text}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def _ask(limit: Limit, key: object, cost: int, *, keep: bool) -> int | None:
    digest = hashlib.sha256(str(key).encode()).hexdigest()[:32]
    name = f"{PREFIX}{limit.name}:{digest}"
    now = int(time.time() * 1000)
    token = secrets.token_hex(6) if keep else ""
    try:
        wait = int(_valkey().eval(_HIT, 1, name, now, limit.per_seconds * 1000, limit.max, cost, token))
    except redis.RedisError as error:
        log.warning("The limit %s is not counted: Valkey does not answer (%s).", limit.name, error)
        return AWAY_SECONDS if limit.closed else None
    return None if wait < 0 else min(max(1, ceil(wait / 1000)), limit.per_seconds)


def _valkey() -> redis.Redis:
    if not _connection:
        _connection.append(
            redis.Redis.from_url(
                settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.25, retry=Retry(NoBackoff(), 1)
            )
        )
    return _connection[0]
