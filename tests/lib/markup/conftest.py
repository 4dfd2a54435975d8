"""A small village that posts can name, and the cases from outside."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from config.lib.markup import Card, Filed, Linked, Mentioned, QuoteSource, Rendered, Wanted, render

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"


class Village:
    """Anna and Ben live here; thread 12 is theirs; everything else is unknown. Remembers what it was asked for."""

    own_host = "talk.example.org"

    def __init__(self) -> None:
        self.prepared: list[Wanted] = []

    def prepare(self, wanted: Wanted) -> None:
        self.prepared.append(wanted)

    def mention(self, handle: str) -> Mentioned | None:
        names = {"anna": "Anna Volkova", "ben": "Ben <b>", "olli-p": "Olli"}
        known = handle in names or handle.startswith("guest")
        return Mentioned(handle, names.get(handle, handle.title()), f"/m/{handle}/") if known else None

    def thread(self, thread_id: int, number: int | None) -> Linked | None:
        titles = {12: "Rota & tea", 13: None}
        return Linked(f"/t/{thread_id}/rota/", titles[thread_id]) if thread_id in titles else None

    def permalink(self, post_id: int) -> Linked | None:
        return Linked("/t/12/rota/5/", "Rota & tea, reply 5") if post_id == 9 else None

    def post(self, number: int) -> str | None:
        return f"/t/1/here/{number}/" if number <= 12 else None

    def tag(self, name: str) -> str | None:
        return f"/tag/{name}/" if name in ("tea", "käsityö") else None

    def quoted(self, source: QuoteSource) -> str | None:
        return "/t/1/here/3/" if source.handle == "anna" else None

    def preview(self, address: str) -> Card | None:
        return Card("A <b>page</b>", "About & so on", "example.com", "/media/l/1/x.webp") if "card" in address else None

    def file(self, upload_id: int, secret: str) -> Filed | None:
        return Filed("PDF", "12 KB") if upload_id == 5 else None


@pytest.fixture
def village() -> Village:
    return Village()


@pytest.fixture
def write(village: Village) -> Callable[[str], Rendered]:
    """Render as a member of the village would see it."""
    return lambda source: render(source, village, prefix="p7-")


def _place(name: str) -> Path:
    if not CASES.is_dir():
        pytest.skip(f"THE CASES FROM OUTSIDE ARE MISSING: {CASES} does not exist, nothing of {name} was checked")
    return CASES / name


@pytest.fixture
def cases() -> Callable[[str], list[dict[str, Any]]]:
    """Read a list of cases. A missing folder skips with its name, a missing file fails."""
    return lambda name: json.loads(_place(name).read_text(encoding="utf-8"))


@pytest.fixture
def case_tool() -> Callable[[str], ModuleType]:
    """Import one of the scripts that come with the cases."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, _place(f"tools/{name}.py"))
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
