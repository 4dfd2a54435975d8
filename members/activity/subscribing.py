"""Who reacts to what: subscribers are functions that take one activity and write to the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.activity.models import Activity

    Reaction = Callable[[Activity], None]


@dataclass(frozen=True)
class Subscriber:
    """A reaction under the name its receipts carry; the name outlives every move of the function."""

    name: str
    verbs: tuple[str, ...]
    react: "Reaction"

    @property
    def sentence(self) -> str:
        """The first line of the function's docstring."""
        return (self.react.__doc__ or "").strip().partition("\n")[0]


SUBSCRIBERS: dict[str, Subscriber] = {}


def subscribe(*verbs: str, name: str) -> Callable[["Reaction"], "Reaction"]:
    """Let a function react to verbs, each activity exactly once, in the transaction of its receipt.

    The function works on the database alone: whatever leaves the house is a row with a unique key, sent by its own
    task. `name` is `app.reaction`. Raises ValueError for no verb, a name used twice, or a function without docstring.
    """
    if not verbs:
        raise ValueError(f"The subscriber {name!r} names no verb.")
    if name in SUBSCRIBERS:
        raise ValueError(f"Two subscribers are called {name!r}.")
    if len(name) > 100:
        raise ValueError(f"The name of the subscriber {name!r} is longer than 100 characters.")

    def enrol(react: "Reaction") -> "Reaction":
        if not react.__doc__:
            raise ValueError(f"The subscriber {name!r} needs a docstring that says what it does.")
        SUBSCRIBERS[name] = Subscriber(name, verbs, react)
        return react

    return enrol


def subscribers_of(verb: str) -> list[Subscriber]:
    """All who react to a verb, in the order they were declared."""
    return [subscriber for subscriber in SUBSCRIBERS.values() if verb in subscriber.verbs]
