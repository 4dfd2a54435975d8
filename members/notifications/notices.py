"""The kinds of notices, and the surfaces they are about. Apps further up register theirs here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet
    from members.profiles.models import Member

Words = Any
"""What `ngettext_lazy("… %(who)s …", "… %(who)s …", "people")` makes."""


@dataclass(frozen=True)
class Happening:
    """What an activity means to those who may be told: who did what to which thing, and where."""

    actor_id: int
    subject_id: int
    at: datetime
    thread_id: int | None = None
    place_id: int | None = None
    thing: Any = None


@dataclass(frozen=True)
class Shown:
    """How one notification looks to its member now."""

    url: str
    extract: str = ""
    thread_title: str = ""
    thread_url: str = ""
    place_name: str = ""
    place_hue: int = 0


@dataclass(frozen=True)
class Told:
    """One thing as a mail tells it: the whole of what was written."""

    subject_id: int
    url: str
    html: str
    text: str
    thread_title: str
    thread_url: str
    place_name: str
    answered_as: str = ""
    """What a reply by mail to it is (members.replying); empty where mails are not answered."""
    is_private: bool = True
    """Whether a locked screen should not show of it who said what where."""


class Surface(ABC):
    """A realm of things notices can be about; answers for the rights of those who are told."""

    verbs: ClassVar[tuple[str, ...]]
    is_titled: ClassVar[bool] = False
    """Whether its things have a title that names a letter, as threads do; else it is named by what happened."""

    @abstractmethod
    def happening(self, activity: Activity) -> Happening | None:
        """What the activity means as things stand now; None if there is nothing (any more) to tell."""

    @abstractmethod
    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Of these members, those who may know of it and want to hear from who did it."""

    @abstractmethod
    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Leave out the places the viewer may not see (any more); cheap, for counting."""

    @abstractmethod
    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """How the rows look, by notification id; a row whose subject may not be seen (any more) is missing."""

    @abstractmethod
    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The whole of what was written, by subject id; what may not be read (any more) is missing."""


class Notice(ABC):
    """One kind of notice: who is told what, how it is said, and where by default."""

    key: ClassVar[str]
    setting: ClassVar[str]
    """The row of the preferences this kind belongs to."""
    label: ClassVar[str | Promise]
    """What that row says."""
    words: ClassVar[Words]
    """The sentence with %(who)s, with plural forms for the number of people."""
    why: ClassVar[str | Promise]
    icon: ClassVar[str]
    personal: ClassVar[bool] = True
    """Whether it stands under "For you" (otherwise under "Following")."""
    in_app: ClassVar[bool] = True
    by_mail: ClassVar[bool] = False
    verbs: ClassVar[tuple[str, ...]]
    once_per_actor: ClassVar[bool] = False
    """Whether different people may be told of about one subject (reactions), or the subject only once (posts)."""
    every_time: ClassVar[bool] = False
    """Whether whoever was told before is told again: what is moved twice is told of twice."""
    mails_itself: ClassVar[bool] = False
    """Whether its room sends the mails, from an outbox of its own; then none is owed here."""
    surface: ClassVar[Surface]

    @abstractmethod
    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Ids of the members this kind may concern, before rights and choices are asked."""

    def bundle(self, happening: Happening) -> str:
        """Names what is told in one row while it is unseen; by default each subject has its own."""
        return f"subject:{happening.subject_id}"

    def sentence(self, names: list[str], people: int) -> str:
        """Who did what: "Anna and 3 others reacted to your post"."""
        return str(self.words % {"who": who(names, people), "people": people})


NOTICES: dict[str, Notice] = {}
"""By key, the most personal first: of several reasons for one event, the first holds."""


def register(notice: Notice) -> None:
    """Make a kind known. Raises ValueError for a key used twice."""
    if notice.key in NOTICES:
        raise ValueError(f"Two notices are called {notice.key!r}.")
    NOTICES[notice.key] = notice


def surfaces() -> list[Surface]:
    """All surfaces, each once."""
    return list(dict.fromkeys(notice.surface for notice in NOTICES.values()))


def narrow(rows: NotificationQuerySet, member: Member) -> NotificationQuerySet:
    """Only rows in places the member may see."""
    for surface in {type(surface).narrow: surface for surface in surfaces()}.values():  # many share one rule
        rows = surface.narrow(rows, member)
    return rows.filter(kind__in=list(NOTICES))


def who(names: list[str], people: int) -> str:
    """Anna; Anna and Ben; Anna and 3 others. `names` holds the latest ones, `people` counts all."""
    first = names[0] if names else _("Somebody")
    if people <= 1:
        return first
    if people == 2 and len(names) > 1:
        return _("%(first)s and %(second)s") % {"first": first, "second": names[1]}
    others = people - 1
    words = ngettext("%(first)s and %(others)d other", "%(first)s and %(others)d others", others)
    return words % {"first": first, "others": others}
