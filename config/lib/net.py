"""Network addresses: whom a request comes from."""

import ipaddress

from django.http import HttpRequest


def network(address: str) -> str:
    """What counts as one sender: an IPv4 address, or the /64 a provider gives to one IPv6 customer."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def network_of(request: HttpRequest) -> str:
    """The network a request comes from. Headers are not believed; the server puts a trusted proxy's word here."""
    return network(request.META.get("REMOTE_ADDR", ""))
