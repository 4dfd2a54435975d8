"""What newsletters have of a member: which issues they got, whether they want any; and what they wrote for them."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, only_a_number, words_stay
from members.privacy.owning import Exporter
from programs.newsletters.models import NewsletterChoice, NewsletterIssue, NewsletterPart
from programs.newsletters.rows import NewsletterLetter

owning.register(
    Exporter("programs/newsletters", _("Newsletters that were sent to you, or were to be sent."), NewsletterLetter,
             ("member",), ("issue__subject", "is_test", "created_at", "sent_at", "dropped_at", "dropped_why")),
    Exporter("programs/newsletter-choice", _("Whether you want newsletters."), NewsletterChoice, ("member",),
             ("stopped_at",)),
    Exporter("programs/newsletters-written", _("Issues of newsletters that you wrote last, or agreed to."),
             NewsletterIssue, ("edited_by", "agreed_by"), ("subject", "preheader", "agreed_at")),
)  # fmt: skip
erasers.register(OtherWords(NewsletterIssue, "subject", "preheader"), OtherWords(NewsletterPart, "words"))
words_stay(
    "What was sent speaks for the community, and stays without the name.",
    "programs.NewsletterIssue.edited_by", "programs.NewsletterIssue.agreed_by",
)  # fmt: skip
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.NewsletterIssue.held_by",
)
