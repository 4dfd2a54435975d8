"""News of saved searches as notices: for their member alone, and only of what that member may still see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.posts.announcing import EXTRACT, NOBODY
from community.search.filtering import address
from community.search.models import SearchNews
from community.search.parsing import parse
from community.surfaces import InSpaces, gathering_number
from community.threads.models import Thread
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Told, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification

Found = tuple[SearchNews, list[Thread]]


class News(InSpaces):
    """What a day brought to saved searches. The subject of every notice is a day's news."""

    verbs = ("search.found_news",)

    def happening(self, activity: Activity) -> Happening | None:
        """The news; None if the search is gone, or tells no longer."""
        news = SearchNews.objects.select_related("saved").filter(pk=activity.subject_id or 0).first()
        if news is None or news.saved.tells_at is None:
            return None
        return Happening(NOBODY, news.pk, activity.at, gathering_number("saved search", news.saved_id), None, news)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whoever keeps the search: it was made with their eyes, and is shown with them again."""
        return set(members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens the search, newest first, and names the threads that can still be seen."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {row.pk: _look(found[row.subjects[-1]]) for row in rows if row.subjects[-1] in found}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Found]:
        news = list(SearchNews.objects.filter(pk__in=ids, saved__member=viewer.pk).select_related("saved"))
        wanted = {thread for one in news for thread in one.threads}
        threads = Thread.objects.visible_to(viewer).listed().select_related("space").in_bulk(list(wanted))
        each = {one.pk: (one, [threads[pk] for pk in one.threads if pk in threads]) for one in news}
        return {pk: pair for pk, pair in each.items() if pair[1]}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The titles, with addresses that lead here from a mail program."""
        return {pk: _told(pair) for pk, pair in self._found(viewer, {item.subject_id for item in items}).items()}


def _url(news: SearchNews) -> str:
    query = parse(news.saved.query)
    return address(query if query.value("sort") else query.and_also("sort", "latest"))


def _look(found: Found) -> Shown:
    news, threads = found
    return Shown(
        url=_url(news),
        extract=Truncator(" · ".join(thread.title for thread in threads)).chars(EXTRACT),
        thread_title=news.saved.name,
        thread_url=_url(news),
        place_name=_("Saved search"),
    )


def _told(found: Found) -> Told:
    news, threads = found
    here = settings.PUBLIC_URL
    rows = [(here + thread.get_absolute_url(), thread.title) for thread in threads]
    return Told(
        subject_id=news.pk,
        url=here + _url(news),
        html=format_html_join("", '<p><a href="{}">{}</a></p>', rows),
        text="\n".join(f"{title}\n{url}" for url, title in rows),
        thread_title=news.saved.name,
        thread_url=here + _url(news),
        place_name=_("Saved search"),
    )


class SearchFound(Notice):
    """A saved search has new results."""

    key = setting = "saved_search"
    label = gettext_lazy("New results of searches I saved")
    words = ngettext_lazy("A search you saved has new results", "A search you saved has new results", "people")
    why = gettext_lazy("You asked to be told of new results.")
    icon = "search"
    personal = False
    surface = News()
    verbs = ("search.found_news",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever keeps the search."""
        return [happening.thing.saved.member_id]


register(SearchFound())


@subscribe("search.found_news", name="community.search_notices")
def tell_of_news(activity: Activity) -> None:
    """Tells members of new results of searches they saved."""
    tell(activity)
