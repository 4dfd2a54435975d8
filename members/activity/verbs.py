"""The verbs: every kind of thing that can happen, declared once with one sentence."""

import re
import sys
from dataclasses import dataclass
from typing import Literal

_SHAPE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


Visitors = Literal["at_once", "soon", "later"]
"""When the pages kept for visitors follow: with the next request, within a second, or when their time is over."""


@dataclass(frozen=True)
class Verb:
    """One kind of thing that can happen, named `noun.past`."""

    name: str
    sentence: str
    app: str
    visitors: Visitors = "at_once"


VERBS: dict[str, Verb] = {}


def verb(name: str, sentence: str, *, visitors: Visitors = "at_once") -> Verb:
    """Declare a verb in an app's `verbs.py`. Raises ValueError for a wrong shape, no sentence, or a second one.

    "soon" is for what only adds something, "later" for what visitors do not see or may see some seconds later.
    """
    if not _SHAPE.fullmatch(name) or len(name) > 64:
        raise ValueError(f"A verb is written noun.past in small letters, which {name!r} is not.")
    if not sentence.endswith("."):
        raise ValueError(f"The verb {name!r} needs one whole sentence that says what happened.")
    if name in VERBS:
        raise ValueError(f"The verb {name!r} is declared twice.")
    app = str(sys._getframe(1).f_globals["__name__"]).partition(".")[0]
    VERBS[name] = Verb(name, sentence, app, visitors)
    return VERBS[name]
