"""What response templates have of a member, for a copy of it and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, words_stay
from members.privacy.owning import Exporter
from moderation.replies.models import ReplyTemplate

owning.register(
    Exporter("moderation/response-templates", _("Response templates you changed last."), ReplyTemplate,
             ("changed_by",), ("label", "tone", "language", "words", "changed_at")),
)  # fmt: skip
erasers.register(OtherWords(ReplyTemplate, "label", "words"))
words_stay(
    "A response template is the community’s, and goes on without who wrote it.", "moderation.ReplyTemplate.changed_by"
)
