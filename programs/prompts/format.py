"""Prompts: one question to everybody, every week or month; its thread opens by itself and links the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.posts.models import Post
from community.posts.permissions import may_start
from community.spaces.models import Made
from community.threads.models import Thread
from members.installation.models import Installation
from programs.prompts.addresses import page_of
from programs.series.banking import warn_if_few
from programs.series.formats import CannotNow, Format, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.participating import replied
from programs.series.quoting import plain
from programs.series.starting import start_thread
from programs.series.texts import say_next

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from community.spaces.models import Space
    from programs.series.occurrences import Occurrence

KEY = "prompt"


class Prompt(Format):
    """A question that comes again; one line is an answer."""

    key = KEY
    noun = gettext_lazy("Prompt")
    icon = "message-circle"
    sentence = gettext_lazy("A question to everybody that comes again; its thread opens by itself.")
    rhythm = Rhythm.WEEKLY
    serves = Serves.TAKE_PART
    minutes = 60 * 24 * 7
    goals: ClassVar[tuple[str, ...]] = (Goal.REPLIES, Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)

    def open(self, occurrence: Occurrence) -> None:
        """Start the thread in the words of the bank, and close the one before."""
        host, space = occurrence.leads, occurrence.program.space
        if host is None or space is None:
            raise CannotNow(_("Say who hosts it and in which space it stands."))
        refusal = may_start(host, space)
        if refusal is not None:
            raise CannotNow(f"{host}: {refusal.sentence}")
        before = self.before(occurrence)
        with translation.override(Installation.current().language):
            title, words = self.words(occurrence)
            occurrence.thread = start_thread(
                space, by=host, title=title, source=f"{words}{self._pointer(before, space)}", kind=Made.PROMPT,
                key=f"occurrence:{occurrence.pk}",
            )  # fmt: skip
        occurrence.save(update_fields=["thread", "text"])
        if before is not None and before.thread is not None:
            before.thread.close()
        warn_if_few(occurrence.program)

    def close(self, occurrence: Occurrence) -> None:
        """The time is over; the thread stays open until the next one begins, so that nobody speaks to a closed door."""

    def words(self, occurrence: Occurrence) -> tuple[str, str]:
        """What it says: a text of the bank, or the program's own words when the bank has none that is fresh."""
        if occurrence.text is None:
            occurrence.text = say_next(occurrence)
        if occurrence.text is not None:
            return occurrence.text.title, occurrence.text.words
        return occurrence.name, occurrence.about or occurrence.program.about or occurrence.name

    def before(self, occurrence: Occurrence) -> Occurrence | None:
        """The occurrence before this one that has a thread."""
        chain = occurrence.program.chain
        earlier = type(occurrence).objects.filter(program__in=chain, starts_at__lt=occurrence.starts_at)
        found: Occurrence | None = (
            earlier.filter(thread__isnull=False).select_related("thread").order_by("-starts_at").first()
        )
        return found

    def _pointer(self, before: Occurrence | None, space: Space) -> str:
        if before is None or before.thread is None or before.thread.deleted_at is not None:
            return ""
        if before.thread.space_id != space.pk:
            return ""  # it stood elsewhere then, where others read
        url = f"{settings.PUBLIC_URL}{before.thread.get_absolute_url()}"
        return "\n\n" + _("Last time: %(link)s") % {"link": f"[{plain(before.thread.title)}]({url})"}

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many answers each has."""
        threads = [one.thread_id for one in occurrences if one.thread_id is not None]
        if not threads:
            return {}
        posts = dict(Thread.objects.filter(pk__in=threads).values_list("pk", "posts_count"))
        counted = {one.pk: max(0, posts[one.thread_id] - 1) for one in occurrences if one.thread_id in posts}
        return {pk: ngettext("%(n)d answer", "%(n)d answers", n) % {"n": n} for pk, n in counted.items() if n}

    def url(self, occurrence: Occurrence) -> str:
        """Its thread; the page of the prompt before there is one, and where the thread is gone."""
        thread = occurrence.thread
        if thread is not None and thread.deleted_at is None:
            return thread.get_absolute_url()
        return page_of(occurrence.program) if occurrence.program.planned_at is not None else ""

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """From the thread: replies, people, and people whose first post it is."""
        if occurrence.thread is None:
            return None
        replies = Post.objects.filter(thread=occurrence.thread, number__gt=1, deleted_at=None, hidden_at=None)
        replies = replies.filter(held_at=None, removed_at=None)
        if goal == Goal.REPLIES:
            return int(replies.count())
        people = replies.exclude(author=None).values("author").distinct()
        if goal == Goal.PEOPLE:
            return int(people.count())
        if goal == Goal.NEWCOMERS:
            earlier = Post.objects.filter(author__in=people, created_at__lt=occurrence.thread.created_at)
            return int(people.count()) - int(earlier.values("author").distinct().count())
        return None

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who replied."""
        return replied(occurrences)


register(Prompt())
