"""The web server as it is measured: `python -m config.bench.serving`; the product, and one page that does nothing."""

from __future__ import annotations

import gzip
import os
from functools import cache

import uvicorn

from config.asgi import application  # first: it sets Django up

from django.conf import settings  # isort: skip
from django.http import HttpRequest, HttpResponse  # isort: skip
from django.urls import include, path  # isort: skip

from config.lib.audience import public  # isort: skip
from config.web import options  # isort: skip

__all__ = ["application"]

settings.ROOT_URLCONF = __name__


@cache
def _body(size: int) -> bytes:
    """`size` bytes that look packed to whoever passes them on."""
    return gzip.compress(os.urandom(size), 0)[:size]


@public
def plain(request: HttpRequest, size: int) -> HttpResponse:
    """As many bytes as a page has, at no cost of its own: what the server and Django take at least."""
    return HttpResponse(_body(size), headers={"Content-Encoding": "gzip"})


urlpatterns = [path("", include("config.urls")), path("bench/plain/<int:size>/", plain)]
"""What this server answers."""

if __name__ == "__main__":
    mine = {"app": "config.bench.serving:application", "proxy_headers": True, "forwarded_allow_ips": "127.0.0.1"}
    workers = int(os.environ.get("WEB_WORKERS", "2"))
    uvicorn.run(**options() | mine, host="127.0.0.1", port=int(os.environ["PORT"]), workers=workers)
