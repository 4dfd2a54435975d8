"""What calls have of a member, for a copy and for erasing it. What was published goes as threads and guides do."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy.erasers import Eraser, Leaver, OtherWords, Rows, only_a_number, words_stay
from members.privacy.erasers import register as erase
from members.privacy.owning import Exporter, register
from programs.contributions.models import (
    CallEditor,
    CallPlan,
    Contribution,
    ContributionPicture,
    ContributionStep,
    ContributionVersion,
)

BATCH = 50


class Contributions(Eraser):
    """Drafts of somebody who leaves are deleted; of what was sent the words go, with their notes, if theirs do."""

    key = "contributions"
    touches = frozenset({"programs.Contribution.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = Contribution.objects.filter(author=leaver.member, pk__gt=after)
        found = own if leaver.erases_words else own.filter(state="draft")
        with transaction.atomic():
            rows = list(found.select_for_update(of=("self",)).order_by("pk")[:BATCH])
            for row in rows:
                _empty(row, leaver.who.erased)
        return rows[-1].pk if rows else None


def _empty(row: Contribution, words: str) -> None:
    ContributionPicture.objects.filter(contribution=row).delete()
    if row.is_draft and not row.version:
        row.delete()
        return
    row.title, row.source, row.credit, row.submission = words[:200], words, "", ""
    row.save(update_fields=["title", "source", "credit", "submission"])
    ContributionVersion.objects.filter(contribution=row).update(
        title=words[:200], source=words, credit="", html=f"<p>{words}</p>"
    )  # fmt: skip
    ContributionStep.objects.filter(contribution=row, by=row.author_id).update(words="")


register(
    Exporter("programs/contributions", _("What you wrote for calls."), Contribution, ("author",),
             ("occurrence_id", "state", "form", "title", "source", "credit", "consent", "consented_at", "at",
              "saved_at", "sent_at", "published_at", "thread_id", "guide_id")),
    Exporter("programs/contribution-versions", _("The versions you sent to editors."), ContributionVersion,
             ("contribution__author",), ("contribution_id", "number", "title", "source", "credit", "at")),
    Exporter("programs/contribution-steps", _("What editors said of what you wrote, and what you said as an editor."),
             ContributionStep, ("contribution__author", "by"), ("contribution_id", "what", "words", "version", "at")),
    Exporter("programs/call-editing", _("Calls you edit."), CallEditor, ("member",), ("occurrence_id", "named_at")),
)  # fmt: skip
erase(
    Contributions(),
    Rows(CallEditor, lambda leaver: Q(member=leaver.member), "member"),
    OtherWords(Contribution, "title", "source", "credit", "hidden_reason"),
    OtherWords(ContributionVersion, "title", "source", "credit", "html"),
    OtherWords(ContributionStep, "words"),
    OtherWords(CallPlan, "terms"),
)
words_stay("What an editor decided stays with its reason.", "programs.ContributionStep.by")
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.Contribution.published_by", "programs.Contribution.hidden_by", "programs.CallEditor.named_by",
)  # fmt: skip
