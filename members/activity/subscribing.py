"""Who reacts to what: subscribers are functions that take one activity and write to the database."""

from collections.abc import Callable, Collection
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
    listening: "Callable[[], Collection[str]] | None" = None
    """For one whose verbs are a matter of the moment: asked once for each batch of activities."""

    @property
    def sentence(self) -> str:
        """The first line of the function's docstring."""
        return (self.react.__doc__ or "").strip().partition("\n")[0]


SUBSCRIBERS: dict[str, Subscriber] = {}


def subscribe(
    *verbs: str, name: str, listening: "Callable[[], Collection[str]] | None" = None
) -> Callable[["Reaction"], "Reaction"]:
    """Let a function react to verbs, each activity exactly once, in the transaction of its receipt.

    The function works on the database alone: whatever leaves the house is a row with a unique key, sent by its own
    task. `name` is `app.reaction`; `listening` says at the moment which further verbs it wants.

    Raises ValueError for no verb, a name used twice, or a function without docstring.
    """
    if not verbs and listening is None:
        raise ValueError(f"The subscriber {name!r} names no verb.")
    if name in SUBSCRIBERS:
        raise ValueError(f"Two subscribers are called {name!r}.")
    if len(name) > 100:
        raise ValueError(f"The name of the subscriber {name!r} is longer than 100 characters.")

    def enrol(react: "Reaction") -> "Reaction":
        if not react.__doc__:
            raise ValueError(f"The subscriber {name!r} needs a docstring that says what it does.")
        SUBSCRIBERS[name] = Subscriber(name, verbs, react, listening)
        return react

    return enrol


def subscribers_of(verb: str) -> list[Subscriber]:
    """All who always react to a verb, in the order they were declared."""
    return [subscriber for subscriber in SUBSCRIBERS.values() if verb in subscriber.verbs]


def listeners(verbs: "Collection[str]") -> dict[str, list[Subscriber]]:
    """Who reacts to each of these verbs at this moment; one question for each who listens to what is asked for."""
    heard = {one.name: set(one.listening()) for one in SUBSCRIBERS.values() if one.listening is not None}
    return {
        verb: [one for one in SUBSCRIBERS.values() if verb in one.verbs or verb in heard.get(one.name, ())]
        for verb in verbs
    }
