"""A server as in production, with hashed and compressed files, that remembers each request that reached it."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

Start = Callable[..., Any]


@dataclass(frozen=True)
class Served:
    """One answer, and what it weighs on its way: as compressed ahead, or as gzip makes it."""

    path: str
    kind: str
    weight: int


class Scales:
    """Wraps the product: every answer is weighed. What a browser has in its cache never comes here."""

    def __init__(self, product: Callable[[dict[str, Any], Start], Iterable[bytes]]) -> None:
        self.product = product
        self.served: list[Served] = []

    def __call__(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        headers: dict[str, str] = {}

        def begin(status: str, pairs: list[tuple[str, str]], *rest: Any) -> Any:
            headers.update({name.lower(): value for name, value in pairs})
            return start(status, pairs, *rest)

        answer = self.product(environ, begin)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        kind = headers.get("content-type", "").split(";")[0]
        light = "content-encoding" in headers or kind.startswith(("font/", "image/webp"))
        weight = len(body) if light else len(gzip.compress(body, 6))
        self.served.append(Served(environ["PATH_INFO"], kind, weight))
        return [body]

    def during(self, page: Page, address: str) -> list[Served]:
        """What is served when a tab goes somewhere and stays for a moment. Pictures of members are not weighed."""
        self.served.clear()
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(800)
        return [one for one in self.served if not one.path.startswith("/media/")]


@contextmanager
def a_server(folder: Any) -> Iterator[tuple[str, Scales]]:
    """Collect the static files into `folder` and serve everything; gives the address and the scales."""
    settings.STATIC_ROOT = folder
    call_command("collectstatic", interactive=False, verbosity=0)
    scales: list[Scales] = []

    def weighed(product: Any) -> Scales:
        scales.append(Scales(product))
        return scales[0]

    thread = LiveServerThread("localhost", weighed)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        yield f"http://localhost:{thread.port}", scales[0]
    finally:
        thread.terminate()
