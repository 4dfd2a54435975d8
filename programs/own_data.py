"""What programs have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from community.leaving.shelves import Shelved
from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, only_a_number, words_stay
from members.privacy.owning import Exporter
from programs.amas import leaving as _amas  # noqa: F401
from programs.calendar import own_data as _calendar  # noqa: F401
from programs.celebrations import own_data as _celebrations  # noqa: F401
from programs.challenges import leaving as _challenges  # noqa: F401
from programs.contributions import leaving as _contributions  # noqa: F401
from programs.events import own_data as _events  # noqa: F401
from programs.feedback import own_data as _feedback  # noqa: F401
from programs.newsletters import own_data as _newsletters  # noqa: F401
from programs.pilots import leaving as _pilots  # noqa: F401
from programs.series.checking import Check, CheckItem
from programs.series.hosting import Offer, Turn
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.texts import BankText
from programs.spotlights import own_data as _spotlights  # noqa: F401
from programs.surveys import own_data as _surveys  # noqa: F401

owning.register(
    Exporter("programs/owned", _("Programs you look after."), Program, ("owner",),
             ("format", "title", "about", "goal_words", "made_at", "planned_at", "ended_at")),
    Exporter("programs/hosted", _("Dates you hosted, or are to host."), Occurrence, ("host",),
             ("program_id", "starts_at", "ends_at", "title", "called_off_at")),
    Exporter("programs/results", _("What you said came of a date."), Occurrence, ("result_by",),
             ("program_id", "starts_at", "result_number", "result_words", "result_at")),
    Exporter("programs/turns", _("What you host in turn with others."), Turn, ("member",), ("program_id", "place")),
    Exporter("programs/swaps", _("Turns you asked others to take or to swap, and swaps you were asked for."), Offer,
             ("by", "to"), ("occurrence_id", "in_return_id", "at", "taken_at", "withdrawn_at", "declined_at")),
    Exporter("programs/texts", _("Texts you wrote for programs."), BankText, ("written_by",),
             ("program_id", "title", "words", "said_at", "retired_at")),
    Exporter("programs/checks", _("What you ticked off of checklists."), Check, ("by",), ("occurrence_id", "at")),
)  # fmt: skip
erasers.register(
    OtherWords(BankText, "title", "words"),
    OtherWords(CheckItem, "words"),
    OtherWords(Step, "failed_why"),
    Shelved(),
)
words_stay(
    "A program goes on without whoever wrote for it.",
    "programs.Program.owner", "programs.BankText.written_by", "programs.Occurrence.result_by",
    "programs.Occurrence.called_off_by",
)  # fmt: skip
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.Program.made_by", "programs.Program.planned_by", "programs.Program.ended_by",
    "programs.Occurrence.moved_by", "programs.Occurrence.added_by", "programs.Occurrence.called_off_by",
    "programs.Occurrence.host", "programs.Offer.taken_by", "programs.Check.by",
)  # fmt: skip
