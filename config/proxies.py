"""Whom a request comes from when a proxy stands before the server: only what a known proxy says is believed.

FORWARDED_ALLOW_IPS names the proxies, as addresses or networks with commas between them. Everybody else may send the
same headers, and they are thrown away: a forged address would dodge every limit.
"""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORGEABLE = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
             "HTTP_X_REAL_IP", "HTTP_FORWARDED")  # fmt: skip


class Believing:
    """A WSGI application behind these proxies: it sees the sender's address and scheme, and none of their headers."""

    def __init__(self, application: WSGIApplication, proxies: str) -> None:
        """Raises ValueError for what is neither an address nor a network."""
        self.application = application
        self.proxies = [ipaddress.ip_network(one.strip()) for one in proxies.split(",") if one.strip()]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self._is_proxy(_parsed(environ.get("REMOTE_ADDR", ""))):
            environ["REMOTE_ADDR"] = self._sender(environ)
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip()
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        for name in FORGEABLE:
            environ.pop(name, None)
        return self.application(environ, start_response)

    def _sender(self, environ: dict[str, Any]) -> str:
        """The last address in the chain that is no proxy of ours: what stands before it could be an invention."""
        sender = str(environ["REMOTE_ADDR"])
        for told in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            address = _parsed(told.strip())
            if address is None:
                break
            sender = str(address)
            if not self._is_proxy(address):
                break
        return sender

    def _is_proxy(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> bool:
        return address is not None and any(address in proxy for proxy in self.proxies)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address, also one with a port; None for anything else. An IPv4 address inside IPv6 is that IPv4 address."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
