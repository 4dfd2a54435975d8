"""Who is told of questions: who could help, who knows whether an answer holds, who asked what was asked before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.following.hearing import followers_of_thread
from community.ideas.models import Vote
from community.questions.checking import asked_members
from members.notifications.notices import Notice

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

VERBS = ("question.help_asked", "question.routed", "answer.check_asked", "duplicate.suggested",
         "thread.marked_duplicate")  # fmt: skip
BY_THE_CLOCK = ("question.routed", "answer.check_asked")


class HelpAsked(Notice):
    """Somebody thinks that I could help with a question; its surface is that of posts."""

    key = "help_asked"
    setting = "help"
    label = _("A question could use my help")
    words = ngettext_lazy(
        "%(who)s thinks you could help with a question", "%(who)s think you could help with a question", "people"
    )
    why = _("It fits what people can ask you about. You are asked at most three times a day.")
    icon = "hand-heart"
    by_mail = True
    verbs = ("question.help_asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The member who was asked, while the question waits."""
        thread = happening.thing.thread
        return [] if thread.answer_id or thread.duplicate_of_id else [activity.facts["member"]]


class HelpRouted(HelpAsked):
    """A question waits, and I may know about it."""

    key = "help_routed"
    words = ngettext_lazy(
        "A question waits that you may know about", "A question waits that you may know about", "people"
    )
    by_mail = False
    verbs = ("question.routed",)


class CheckAsked(Notice):
    """Does an answer of a year ago still hold?"""

    key = setting = "answer_check"
    label = _("Whether an answer I know about still holds")
    words = ngettext_lazy("Does this answer still hold?", "Does this answer still hold?", "people")
    why = _("You asked this, answered it, or follow one of its tags.")
    icon = "circle-help"
    verbs = ("answer.check_asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who asked, who answered, who follows a tag; nobody if it is another answer by now."""
        post = happening.thing
        return asked_members(post.thread, post) if post.thread.answer_id == post.pk else []


class DuplicateSuggested(Notice):
    """Somebody thinks that my question was asked before."""

    key = "duplicate_suggested"
    setting = "duplicate"
    label = _("What I asked or voted for was there before")
    words = ngettext_lazy(
        "%(who)s thinks your question was asked before", "%(who)s think your question was asked before", "people"
    )
    why = _("You asked this question. You can say that yours is another one.")
    icon = "copy"
    verbs = ("duplicate.suggested",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who asked."""
        author = happening.thing.thread.author_id
        return [author] if author else []


class MarkedDuplicate(DuplicateSuggested):
    """My question, or an idea I voted for, goes on in another thread."""

    key = "duplicate_marked"
    words = ngettext_lazy(
        "%(who)s showed where this goes on: it was there before",
        "%(who)s showed where this goes on: it was there before",
        "people",
    )
    why = _("You opened this thread, voted for it or follow it. Votes and follows went along.")
    verbs = ("thread.marked_duplicate",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who opened it; of ideas also voters and followers. Nobody once it stands for itself again."""
        thread = happening.thing.thread
        if thread.duplicate_of_id is None:
            return []
        own = {thread.author_id} if thread.author_id else set()
        if thread.kind != "idea":
            return own
        return {*own, *Vote.objects.filter(thread=thread).values_list("member_id", flat=True),
                *followers_of_thread(thread)}  # fmt: skip


class AnsweredToo(Notice):
    """A question that is mine too has an answer."""

    key = "answered_too"
    setting, label = "followed", _("Replies in threads I follow")
    words = ngettext_lazy("%(who)s accepted an answer", "%(who)s accepted an answer", "people")
    why = _("You said that this is your question too.")
    icon = "circle-check"
    verbs = ("answer.accepted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever has the same question."""
        return list(Vote.objects.filter(thread=happening.thread_id).values_list("member_id", flat=True))


KINDS: list[type[Notice]] = [HelpAsked, HelpRouted, CheckAsked, DuplicateSuggested, MarkedDuplicate, AnsweredToo]
