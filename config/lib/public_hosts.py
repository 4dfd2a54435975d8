"""Which addresses of the web the server may ask: those of public hosts, on the ports of the web, written plainly.

An address is read by one strict pattern and not by a lenient parser: where two readers of an address disagree about its
host, one of them is led to a place that the other has forbidden.
"""

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

LONGEST = 2_000
"""Characters of an address."""

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?=.{{1,253}}$)(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?][^\s\\]*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
# Names that never lead to a public host: reserved ones, and what private networks and containers are used to.
_PRIVATE_ENDINGS = frozenset(
    [
        "alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
        "localhost", "mail", "onion", "private", "svc", "test",
    ]
)  # fmt: skip
# Python calls some of these global, others private, and its lists change: all that is not unicast on the internet.
_CLOSED_4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    )
]  # fmt: skip
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
# Inside it: protocols and tunnels that carry an IPv4 address (Teredo, 6to4), and what stands in documents.
_CLOSED_6 = [
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]

type Resolve = Callable[[str, int, float], list[str]]
"""(host, port, seconds) -> every address that the name has."""


class Refused(ValueError):
    """The server does not ask there, or does not take what came; trying again would change nothing."""


class Unreachable(OSError):
    """Nobody answered in time, or not with a page; another time it may go better."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart; `host` is lower case, without brackets."""

    url: str
    host: str
    port: int


def place(url: str) -> Place:
    """Read an address of the web. Raises Refused, before anybody is asked for anything."""
    if len(url) > LONGEST or _CONTROL.search(url):
        raise Refused("The address is too long or holds characters that addresses do not have.")
    url, hash_sign, _fragment = url.partition("#")
    found = _ADDRESS.fullmatch(quote(url, safe="%/:=&?~+!$,;'@()*[]-._"))
    if found is None or (hash_sign and not found["rest"]):
        raise Refused("This is not an address of a web page.")
    scheme, host = found["scheme"].lower(), found["host"].lower()
    port = int(found["port"] or _PORTS[scheme])
    if port not in settings.OUTGOING_PORTS:
        raise Refused(f"Port {port} is not one of those that may be asked.")
    bare = host.strip("[]")
    if not _is_address(bare):
        _check_name(host)
    shown = host if port == _PORTS[scheme] else f"{host}:{port}"
    rest = found["rest"] or "/"
    return Place(f"{scheme}://{shown}{rest if rest[0] == '/' else '/' + rest}", bare, port)


def is_public(address: str) -> bool:
    """Whether a numeric address may be connected to."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(parsed in ipaddress.ip_network(own) for own in settings.OUTGOING_OWN_NETWORKS):
        return True
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _CLOSED_4)
    return not parsed.scope_id and parsed in _OPEN_6 and not any(parsed in network for network in _CLOSED_6)


def addresses_of(host: str, port: int, seconds: float) -> list[str]:
    """Every address of a host; the system's resolver knows no time limit of its own. Raises Unreachable."""
    said: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        said.put(list(dict.fromkeys(str(one[4][0]) for one in found)))

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        addresses = said.get(timeout=max(0.01, seconds))
    except queue.Empty:
        raise Unreachable(f"The name {host} was not found in time.") from None
    if not addresses:
        raise Unreachable(f"There is no host called {host}.")
    return addresses


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    if not is_public(host):
        raise Refused("This address is not one of a public host.")
    return True


def _check_name(host: str) -> None:
    if not _NAME.fullmatch(host):
        raise Refused("This is not the name of a public host.")
    if host.rsplit(".", 1)[1] in _PRIVATE_ENDINGS:
        raise Refused("Names with this ending are not public.")
