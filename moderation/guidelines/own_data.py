"""What the guidelines have of a member, for a copy of it and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, only_a_number
from members.privacy.owning import Exporter
from moderation.guidelines.models import Acceptance, Guidelines, Rule

owning.register(
    Exporter("moderation/guidelines-accepted", _("Which versions of the guidelines you agreed to, and when."),
             Acceptance, ("member",), ("guidelines__number", "at")),
)  # fmt: skip
erasers.register(
    OtherWords(Guidelines, "purpose", "values", "changes"),
    OtherWords(Rule, "title", "words", "example_fine", "example_broken"),
)
only_a_number("Who published it is in the list of everything the member did.", "moderation.Guidelines.published_by")
