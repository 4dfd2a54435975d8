"""What can be answered by mail. Apps further up register how an answer to theirs is taken."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from config.lib.mail_in import Attached
    from members.profiles.models import Member


@dataclass(frozen=True)
class Reply:
    """What a member wrote by mail, about one thing; `key` is the same for every copy of the mail."""

    subject_id: int
    is_direct: bool
    text: str
    files: Sequence[Attached]
    key: str


class NotTaken(Exception):
    """The reply was not taken; the text is a sentence for who wrote it."""


class Answerer(ABC):
    """Takes answers to one kind of thing."""

    kind: ClassVar[str]

    @abstractmethod
    def take(self, reply: Reply, *, by: Member) -> list[str]:
        """Do what the reply asks, inside a transaction, once for each key. Raises NotTaken.

        Returns a sentence for each thing that was left out.
        """


ANSWERERS: dict[str, Answerer] = {}


def register(answerer: Answerer) -> None:
    """Make known how one kind of thing is answered."""
    ANSWERERS[answerer.kind] = answerer
