"""Other hosts, on this machine: one that means harm, and one with ordinary pages. Both answer on 127.0.0.2.

Import the fixtures where they are needed, and mark the test: `@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])`.
"""

import importlib.util
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The hostile peer, as a module."""
    spec = importlib.util.spec_from_file_location("hostile_server", CASES / "tools" / "hostile_server.py")
    assert spec and spec.loader
    module, before = importlib.util.module_from_spec(spec), sys.argv
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as free:
        canary = free.server_address[1]
    sys.argv = ["hostile_server.py", "0", str(canary)]
    spec.loader.exec_module(module)
    sys.argv = before
    return module


@pytest.fixture(scope="module")
def hostile(tool: ModuleType) -> Iterator[int]:
    """Its port on 127.0.0.2; what must not be reached listens on 127.0.0.1."""

    class Quiet(tool.H):  # type: ignore[misc, name-defined]
        def log_message(self, *_: object) -> None:
            pass

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    servers: list[socketserver.TCPServer] = [
        socketserver.ThreadingTCPServer(("127.0.0.1", tool.CAN), tool.Canary),
        ThreadingHTTPServer(("127.0.0.2", 0), Quiet),
    ]
    for server in servers:
        vars(server)["daemon_threads"], vars(server)["block_on_close"] = True, False
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield servers[1].server_address[1]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def open_to_it(settings: Any, hostile: int, tool: ModuleType) -> None:
    settings.OUTGOING_OWN_NETWORKS = ["127.0.0.2/32"]
    settings.OUTGOING_PORTS = [80, 443, hostile, tool.CAN]


class Site:
    """An ordinary host: what it answers by path, and what it was asked for."""

    def __init__(self, port: int) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[str] = []
        self.root = f"http://127.0.0.2:{port}"

    def page(self, path: str, html: str, *, status: int = 200) -> str:
        """Put a page there; returns its address."""
        return self.file(path, "text/html; charset=utf-8", html.encode(), status=status)

    def file(self, path: str, kind: str, data: bytes, *, status: int = 200) -> str:
        """Put a file there; returns its address."""
        self.pages[path] = (status, kind, data)
        return self.root + path


@contextmanager
def asked(handler: type[BaseHTTPRequestHandler], settings: Any) -> Iterator[int]:
    """A host on 127.0.0.2 that the server may ask; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.2", 0), handler)
    port = int(server.server_address[1])
    settings.OUTGOING_OWN_NETWORKS = ["127.0.0.2/32"]
    settings.OUTGOING_PORTS = [80, 443, port]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield port
    server.shutdown()
    server.server_close()


@contextmanager
def told(hear: Callable[[str, dict[str, str], bytes], int], settings: Any) -> Iterator[int]:
    """A host that is told things: `hear` gets path, headers and body and says with which status it answers."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(hear(self.path, headers, body))
            self.send_header("Content-Length", "0")
            self.end_headers()

    with asked(Handler, settings) as port:
        yield port


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    """A host with the pages a test puts there, which may be asked."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            found.asked.append(self.path)
            status, kind, data = found.pages.get(self.path, (404, "text/html", b""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with asked(Handler, settings) as port:
        found = Site(port)
        yield found
