"""Who is told of what in programs: those concerned when something moves, and those who host."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from programs.series.announcing import Occurrences, gathering_number
from programs.series.hosting import Offer
from programs.series.occurrences import Occurrence
from programs.series.once import SUBSCRIPTION, knows_already
from programs.series.telling import told_of_move, who_is_told

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

SURFACE = Occurrences()


class AboutDate(Notice):
    """A notice about a date that somebody counts on."""

    surface = SURFACE
    icon = "calendar-days"
    every_time = True
    setting = "occurrence"
    label = _("Dates that change")
    why = _("You counted on this date, or it is yours.")
    by_mail = True

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever its kind names, its host, and who owns the program."""
        return who_is_told([happening.thing], together=bool(activity.facts.get("together")))

    def bundle(self, happening: Happening) -> str:
        """What changes together is told together."""
        return f"program:{happening.thing.program_id}"


class Moved(AboutDate):
    """It is at another time."""

    key = "occurrence_moved"
    words = ngettext_lazy("This is at another time", "These are at another time", "people")
    verbs = ("occurrence.moved",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Nobody where many of a series moved: that is another notice."""
        return [] if activity.facts.get("together") else super().recipients(activity, happening)


class MovedTogether(AboutDate):
    """Many of a series are at another time; told once, with the first that is mine."""

    key = "occurrence_series"
    words = ngettext_lazy(
        "A series has new dates, this is the first of yours", "Series have new dates, these are the first of yours",
        "people",
    )  # fmt: skip
    verbs = ("occurrence.moved",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose first date of the move it is."""
        if not activity.facts.get("together"):
            return []
        return told_of_move(happening.thing, activity.facts.get("earlier", []))


class CalledOff(AboutDate):
    """It does not take place."""

    key = "occurrence_called_off"
    words = ngettext_lazy("This does not take place", "These do not take place", "people")
    verbs = ("occurrence.called_off",)


class PutBack(AboutDate):
    """It takes place after all."""

    key = "occurrence_put_back"
    words = ngettext_lazy("This takes place after all", "These take place after all", "people")
    verbs = ("occurrence.put_back",)


class Hosting(Notice):
    """A notice for those who host."""

    surface = SURFACE
    icon = "hand-heart"
    every_time = True
    setting = "hosting"
    label = _("What you host")
    why = _("You host this in turn.")
    by_mail = True

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever hosts it now."""
        return [happening.thing.host_id] if happening.thing.host_id else []


class Near(Hosting):
    """My turn comes soon."""

    key = "occurrence_near"
    words = ngettext_lazy("You host this soon", "You host these soon", "people")
    verbs = ("occurrence.turn_near",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its host, unless a change of this very date is told to them in the same moment."""
        occurrence: Occurrence = happening.thing
        host = occurrence.host_id
        if host is None:
            return []
        # What is only foreseen has no number, and is far from what is told just now.
        is_told = activity.pk is not None and knows_already(occurrence, host)
        return [] if is_told else [host]


class Given(Hosting):
    """Somebody said that I host."""

    key = "occurrence_given"
    words = ngettext_lazy("%(who)s asked you to host this", "%(who)s asked you to host these", "people")
    verbs = ("occurrence.host_set",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The host that was named, if they host it still."""
        named = activity.facts.get("host")
        return [named] if named is not None and named == happening.thing.host_id else []


class Offered(Hosting):
    """A host asks whether somebody else can be there."""

    key = "occurrence_offered"
    words = ngettext_lazy(
        "%(who)s asks whether you can host this instead", "%(who)s ask whether you can host this instead", "people"
    )
    verbs = ("occurrence.offered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The others of the rota, while it is asked still."""
        if not Offer.objects.open().to_all().filter(occurrence=happening.thing).exists():
            return []
        turns = happening.thing.program.turns.values_list("member_id", flat=True)
        return set(turns) - {happening.thing.host_id}


class Taken(Hosting):
    """Somebody hosts instead of me."""

    key = "occurrence_taken"
    words = ngettext_lazy("%(who)s hosts this instead of you", "%(who)s host these instead of you", "people")
    why = _("It was your turn.")
    verbs = ("occurrence.taken_over",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever asked."""
        return [activity.facts["before"]]


class SwapOffered(Hosting):
    """A host offers me their turn for one of mine."""

    key = "occurrence_swap"
    words = ngettext_lazy(
        "%(who)s offers you a turn for one of yours", "%(who)s offer you turns for some of yours", "people"
    )
    verbs = ("occurrence.swap_offered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom it is offered to, while it is open."""
        rows = Offer.objects.open().filter(pk=activity.facts["offer"])
        return [pk for pk in rows.values_list("to", flat=True) if pk is not None]


class SwapDeclined(Hosting):
    """My turn stays mine."""

    key = "occurrence_kept"
    words = ngettext_lazy(
        "%(who)s keeps their turn, so this one stays yours", "%(who)s keep their turns, so this one stays yours",
        "people",
    )  # fmt: skip
    why = _("You offered to swap it.")
    verbs = ("occurrence.swap_declined",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever asked, if it is their turn still."""
        asked = activity.facts["before"]
        return [asked] if asked == happening.thing.host_id else []


class Swapped(Hosting):
    """I host this now, for a turn that is somebody else's from now on."""

    key = "occurrence_swapped"
    words = ngettext_lazy(
        "%(who)s swapped with you: you host this now", "%(who)s swapped with you: you host these now", "people"
    )
    why = _("You offered to swap your turn.")
    verbs = ("occurrence.swapped",)


KINDS: list[type[Notice]] = [
    CalledOff, Moved, MovedTogether, PutBack, Near, Given, Offered, Taken, SwapOffered, SwapDeclined, Swapped,
]  # fmt: skip
for kind in KINDS:
    register(kind())


@subscribe(*SURFACE.verbs, name=SUBSCRIPTION)
def tell_of_occurrences(activity: Activity) -> None:
    """Tells those concerned of dates that change, and hosts of their turns."""
    tell(activity)


@subscribe(
    "occurrence.called_off", "occurrence.taken_over", "occurrence.offer_withdrawn", "occurrence.host_set",
    "occurrence.swapped", "occurrence.swap_declined",
    name="programs.occurrence_notices_taken_back",
)  # fmt: skip
def forget_offers(activity: Activity) -> None:
    """Takes offers that are settled, and turns that are somebody else's, out of notices nobody has seen yet."""
    occurrence = Occurrence.objects.filter(pk=activity.subject_id or 0).only("program_id").first()
    if occurrence is None:
        return
    kinds = [Offered.key, SwapOffered.key]
    if activity.verb != "occurrence.swap_declined":
        kinds.append(Near.key)
    if activity.verb == "occurrence.called_off":
        kinds += [Moved.key, MovedTogether.key, PutBack.key, Given.key]
    take_back(gathering_number(occurrence.program_id), occurrence.pk, kinds)
