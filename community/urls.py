"""Addresses of community, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from community.about import views as about
from community.completing import views as completing
from community.composing.views import changing, reading, replying, starting
from community.drafts import views as drafts
from community.search import keeping as search_keeping
from community.search import views as searching
from community.threads import acts as thread_acts
from community.threads import arranging, clock, sorting
from community.threads import bulk as thread_bulk
from community.threads import views as threads
from community.uploads import views as uploads

urlpatterns: list[URLPattern | URLResolver] = [
    # Threads, to read.
    path("t/<int:thread_id>/", threads.thread, name="thread_short"),
    path("t/<int:thread_id>/since/<int:number>/", threads.thread_since, name="thread_since"),
    path("t/<int:thread_id>/on/", threads.thread_on, name="thread_on"),
    path("t/<int:thread_id>/summary/", threads.thread_summary, name="thread_summary"),
    # Threads, to act on.
    path("t/bulk/", thread_bulk.bulk, name="thread_bulk"),
    path("t/<int:thread_id>/close/", thread_acts.close, name="thread_close"),
    path("t/<int:thread_id>/reopen/", thread_acts.reopen, name="thread_reopen"),
    path("t/<int:thread_id>/archive/", thread_acts.archive, name="thread_archive"),
    path("t/<int:thread_id>/unarchive/", thread_acts.unarchive, name="thread_unarchive"),
    path("t/<int:thread_id>/pin/", thread_acts.pin, name="thread_pin"),
    path("t/<int:thread_id>/unpin/", thread_acts.unpin, name="thread_unpin"),
    path("t/<int:thread_id>/move/", arranging.thread_move, name="thread_move"),
    path("t/<int:thread_id>/split/", arranging.thread_split, name="thread_split"),
    path("t/<int:thread_id>/merge/", arranging.thread_merge, name="thread_merge"),
    path("t/<int:thread_id>/bump/", arranging.thread_bump, name="thread_bump"),
    path("t/<int:thread_id>/timers/", clock.thread_timers, name="thread_timers"),
    path("t/<int:thread_id>/timers/drop/", clock.thread_untime, name="thread_untime"),
    path("t/<int:thread_id>/kind/", sorting.thread_kind, name="thread_kind"),
    path("t/<int:thread_id>/tags/", sorting.thread_tags, name="thread_tags"),
    path("t/<int:thread_id>/slow/", thread_acts.slow, name="thread_slow"),
    path("t/<int:thread_id>/delete/", thread_acts.delete, name="thread_delete"),
    path("t/<int:thread_id>/restore/", thread_acts.restore, name="thread_restore"),
    path("t/<int:thread_id>/read/", thread_acts.read, name="thread_read"),
    path("t/<int:thread_id>/unread/", thread_acts.unread, name="thread_unread"),
    path("p/<int:post_id>/accept/", thread_acts.accept, name="post_accept"),
    # Posts with drafts and uploads.
    path("t/new/", starting.thread_new, name="thread_new"),
    path("t/similar/", starting.thread_similar, name="thread_similar"),
    path("t/<int:thread_id>/solved/", starting.thread_solved, name="thread_solved"),
    path("t/<int:thread_id>/reply/", replying.thread_reply, name="thread_reply"),
    path("posts/preview/", reading.preview, name="post_preview"),
    path("p/<int:post_id>/", replying.post, name="post"),
    path("p/<int:post_id>/more/", reading.post_more, name="post_more"),
    path("p/<int:post_id>/edit/", changing.post_edit, name="post_edit"),
    path("p/<int:post_id>/delete/", changing.post_delete, name="post_delete"),
    path("p/<int:post_id>/restore/", changing.post_restore, name="post_restore"),
    path("p/<int:post_id>/undo/", changing.post_undo, name="post_undo"),
    path("p/<int:post_id>/wiki/", changing.post_wiki, name="post_wiki"),
    path("p/<int:post_id>/history/", reading.post_history, name="post_history"),
    path("p/<int:post_id>/history/<int:version>/restore/", reading.revision_restore, name="revision_restore"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/save/", drafts.draft_save, name="draft_save"),
    path("drafts/discard/", drafts.draft_discard, name="draft_discard"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("media/u/<int:upload_id>/<str:name>", uploads.upload, name="upload"),
    path("complete/names/", completing.names_called, name="names_called"),
    path("complete/<str:kind>/", completing.complete, name="complete"),
    # spaces
    path("", include("community.spaces.urls")),
    path("", include("community.chat.urls")),
    path("", include("community.hosted.urls")),
    path("", include("community.firstrun.urls")),
    # home, following, reactions, tags, feeds out
    path("", include("community.home.urls")),
    path("", include("community.following.urls")),
    path("", include("community.bookmarks.urls")),
    path("", include("community.cards.urls")),
    path("about/", about.about, name="about"),
    path("", include("community.reactions.urls")),
    path("", include("community.polls.urls")),
    path("", include("community.previews.urls")),
    path("", include("community.questions.urls")),
    path("", include("community.ideas.urls")),
    path("", include("community.tags.urls")),
    path("", include("community.guides.urls")),
    path("", include("community.welcome.urls")),
    path("", include("community.feeds.urls")),
    # search
    path("search/", searching.search, name="search"),
    path("search/palette/", searching.search_palette, name="search_palette"),
    path("search/save/", search_keeping.search_save, name="search_save"),
    path("search/saved/", search_keeping.saved_searches, name="saved_searches"),
    path("search/saved/<int:saved_id>/tell/", search_keeping.saved_tell, name="saved_tell"),
    path("search/saved/<int:saved_id>/forget/", search_keeping.saved_forget, name="saved_forget"),
    path("manage/searches/", search_keeping.unfound_searches, name="unfound_searches"),
    # last, because a title may look like anything
    path("t/<int:thread_id>/<str:slug>/", threads.thread, name="thread"),
    path("t/<int:thread_id>/<str:slug>/<int:number>/", threads.thread_post, name="thread_post"),
]
