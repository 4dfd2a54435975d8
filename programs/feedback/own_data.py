"""What "You said, we did" has of a member: what they edited and published, which speaks for the community."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, words_stay
from members.privacy.owning import Exporter
from programs.feedback.models import Feedback, FeedbackLine

owning.register(
    Exporter("programs/feedback", _("Issues of “You said, we did” that you edited or published."), Feedback,
             ("edited_by", "published_by"), ("title", "intro", "published_at")),
)  # fmt: skip
erasers.register(OtherWords(Feedback, "title", "intro"), OtherWords(FeedbackLine, "said", "did", "status", "link"))
words_stay(
    "What was published speaks for the community, and stays without the name.",
    "programs.Feedback.edited_by", "programs.Feedback.published_by",
)  # fmt: skip
