"""Words for the bench: a fixed stock of posts, rendered once by the real renderer."""

from __future__ import annotations

import random

from config.lib.markup import NullResolver, render

STOCK = 200
WORDS = [
    "calendar",
    "rota",
    "meeting",
    "volunteer",
    "evening",
    "window",
    "rehearsal",
    "harbour",
    "export",
    "feed",
    "import",
    "column",
    "season",
    "weekly",
    "note",
    "kitchen",
    "bicycle",
    "garden",
    "repair",
    "lamp",
    "question",
    "answer",
    "plan",
    "quarter",
    "member",
    "host",
    "board",
    "block",
    "script",
    "server",
    "backup",
    "morning",
    "holiday",
    "summer",
    "winter",
    "letter",
    "table",
    "chair",
    "window",
    "report",
    "number",
    "list",
    "friend",
    "street",
    "market",
    "station",
]


class Wording:
    """Titles and posts made of everyday words; the same for the same seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.stock = [self._made() for _ in range(STOCK)]

    def word(self) -> str:
        """One word."""
        return self.chance.choice(WORDS)

    def sentence(self, low: int = 6, high: int = 16) -> str:
        """A sentence of so many words."""
        return " ".join(self.word() for _ in range(self.chance.randint(low, high))).capitalize() + "."

    def title(self, number: int) -> str:
        """A title that is like no other."""
        return f"{self.sentence(4, 8)[:-1]} {number}"

    def excerpt(self) -> str:
        """The beginning of a first post."""
        return self.sentence(20, 30)[:240]

    def post(self) -> tuple[str, str, str]:
        """Source, HTML and text of a post from the stock."""
        return self.chance.choice(self.stock)

    def _made(self) -> tuple[str, str, str]:
        paragraphs = [" ".join(self.sentence() for _ in range(self.chance.randint(1, 5))) for _ in range(2)]
        if self.chance.random() < 0.2:
            paragraphs.append("\n".join(f"- {self.sentence(3, 6)}" for _ in range(4)))
        if self.chance.random() < 0.1:
            paragraphs.append("```python\nfor block in board:\n    print(block.title)\n```")
        source = "\n\n".join(paragraphs)
        rendered = render(source, NullResolver())
        return source, rendered.html, rendered.text
