"""What every box to write in has, whatever is written: `components/composer.html` draws it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class WritingBox:
    """The frame of a composer: where it is sent, what is kept of it, what stands in it and what is in its way."""

    act: str
    """What is written, in a word: `reply`, `thread`, `edit`, `guide`, `message`."""
    draft_key: str
    """Under which name what is typed is kept."""
    action: str
    verb: str
    label: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    body: str = ""
    draft_version: int = 0
    saved_at: datetime | None = None
    others: list[Any] = field(default_factory=list)
    note: str = ""
    whole: bool = False
    """A page of its own, not the end of another."""
    errors: dict[str, str] = field(default_factory=dict)
    refusal: Any = None
    """Why it was not sent just now: a Refusal."""
    max_length: int = 0
    docks: bool = True
    """Whether it may stand at the bottom of the window, where somebody prefers that."""
    preview: str = ""
    """Where the text is asked for as it would look."""
