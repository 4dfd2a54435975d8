"""How many new accounts post from one network. Kept in the cache alone, as a keyed hash, for at most seven days."""

from __future__ import annotations

import ipaddress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

KEPT_FOR = 3600 * 24 * 7
MOST = 50


def neighbourhood(address: str) -> str:
    """The network an address stands in, /24 or /48, as a keyed hash; empty for no address, and for one's own house."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.is_private or parsed.is_loopback:
        return ""
    network = ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False)
    return salted_hmac("screening.network", str(network), algorithm="sha256").hexdigest()[:32]


def accounts_near(address: str, member: int) -> int:
    """How many new accounts posted from there within a week, this one among them, which is remembered."""
    where = neighbourhood(address)
    if not where:
        return 0
    key = f"screening:network:{where}"
    accounts = set(cache.get(key) or ())
    if member not in accounts and len(accounts) < MOST:
        accounts.add(member)
        cache.set(key, sorted(accounts), KEPT_FOR)
    return len(accounts)
