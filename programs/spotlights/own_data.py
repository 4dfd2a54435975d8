"""What spotlights have of a member: for a copy of it, and for erasing it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, Rows, only_a_number
from members.privacy.owning import Exporter
from programs.spotlights.models import Spotlight, SpotlightVersion

owning.register(
    Exporter("programs/spotlights", _("Spotlights you were asked for, and your words."), Spotlight, ("member",),
             ("occurrence_id", "questions", "answers", "asked_at", "accepted_at", "agreed_at", "published_at",
              "shows_badge", "ended_at", "ending")),
    Exporter("programs/spotlight-words", _("Words of spotlights you wrote or edited."), SpotlightVersion,
             ("written_by",), ("spotlight_id", "edition", "answers", "at")),
)  # fmt: skip
erasers.register(
    Rows(Spotlight, lambda leaver: Q(member=leaver.member.pk), "member"),
    Rows(SpotlightVersion, lambda leaver: Q(written_by=leaver.member.pk), "written_by", words_only=True),
    OtherWords(Spotlight, "questions", "answers"),
    OtherWords(SpotlightVersion, "answers"),
)
only_a_number("Who did it is in the list of everything the member did.", "programs.Spotlight.asked_by")
