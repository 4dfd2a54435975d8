"""Index of the tasks of all rooms, where Celery looks for them."""

from community.bookmarks.tasks import forget_removed_bookmarks, remind
from community.chat.tasks import rest_quiet
from community.drafts.tasks import forget_old
from community.guides.tasks import note_stale_guides
from community.polls.tasks import close_due
from community.previews.tasks import ask, forget_previews
from community.questions.tasks import check_answers, route_questions
from community.related.tasks import check_meanings, work_out_related
from community.search.tasks import forget_unfound_searches, look_for_news, write_search_index
from community.threads.tasks import run_timers
from community.uploads.tasks import draw_thumbnails, forget_unused

__all__ = [
    "ask",
    "check_answers",
    "check_meanings",
    "close_due",
    "draw_thumbnails",
    "forget_old",
    "forget_previews",
    "forget_removed_bookmarks",
    "forget_unfound_searches",
    "forget_unused",
    "look_for_news",
    "note_stale_guides",
    "remind",
    "rest_quiet",
    "route_questions",
    "run_timers",
    "work_out_related",
    "write_search_index",
]
