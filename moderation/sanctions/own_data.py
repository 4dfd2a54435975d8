"""What sanctions have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, only_a_number, words_stay
from members.privacy.owning import Exporter
from moderation.sanctions.barring import AddressesOfSuspended
from moderation.sanctions.models import PersonNote, Sanction, Strike

owning.register(
    Exporter("moderation/strikes", _("Steps that were taken, and until when each counts."), Strike, ("member",),
             ("person", "decision__rule__number", "decision__rule__title", "given_at", "expires_at", "withdrawn_at")),
    Exporter("moderation/sanctions", _("When you could not write or take part, and why that ended early."), Sanction,
             ("member",), ("kind", "starts_at", "ends_at", "lifted_at", "lifted_why")),
    Exporter("moderation/notes-about-people", _("What you noted about others for the team."), PersonNote, ("by",),
             ("words", "at")),
)  # fmt: skip
erasers.register(AddressesOfSuspended(), OtherWords(Sanction, "lifted_why"), OtherWords(PersonNote, "words"))
only_a_number("Who did it is in the list of everything the member did.", "moderation.Sanction.lifted_by")
only_a_number(
    "What moderators note among themselves is theirs; every decision, with its reasons, is in the copy.",
    "moderation.PersonNote.member",
)
words_stay("A note of the team about somebody stays with them.", "moderation.PersonNote.by")
