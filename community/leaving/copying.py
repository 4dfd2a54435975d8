"""The files of a copy that come from community: a model, the way to its member, and what is told of each row."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from community.bookmarks.models import Bookmark, Reminder
from community.chat.models import ChatLine, ChatRoom, ChatSeat
from community.drafts.models import Draft
from community.following.models import Follow, Reading, Silence
from community.guides.models import Guide, GuideEditor, GuideRevision, GuideStep, GuideVote
from community.home.models import Visit
from community.ideas.models import StatusChange, Vote
from community.leaving.files import files_of
from community.polls.models import Decision, DecisionVersion, Poll, PollOption, PollVote
from community.posts.models import Post, Revision
from community.questions.models import AnswerCheck, Deflection, HelpAsk, Suggestion, Turn
from community.reactions.models import Reaction
from community.search.models import SavedSearch
from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from community.uploads.models import Upload
from community.welcome.models import WelcomeStep
from members.activity.models import Activity
from members.privacy.owning import Exporter, register
from members.profiles.models import Member


def _edited_by_nobody_else(member: Member) -> Q:
    """Posts that read as their author wrote them; how those read before, stands among the versions."""
    return Q(edited_by=None) | Q(edited_by=member)


def _titled_by_nobody_else(member: Member) -> Q:
    first = Post.objects.filter(thread=OuterRef("pk"), number=1).exclude(edited_by=None).exclude(edited_by=member)
    return Q(~Exists(first))


def _written_last(member: Member) -> Q:
    """Guides that read as this member left them; a guide is often written by several."""
    return Q(edited_by=member) | Q(edited_by=None, created_by=member)


def _space_is_visible(member: Member) -> Q:
    """A space may have another address since somebody had to leave it."""
    return Q(space__in=Space.objects.visible_to(member).values("pk"))


def _subject_was_not_changed(member: Member) -> Q:
    changes = Activity.objects.filter(verb="chat.subject_changed", subject_type=ChatRoom._meta.label_lower)
    return Q(~Exists(changes.filter(subject_id=OuterRef("pk")).exclude(actor=member)))


def _results_are_shown(member: Member) -> Q:
    voted = PollVote.objects.filter(poll=OuterRef("poll"), member=member)
    return Q(poll__closed_at__isnull=False) | Q(poll__results="always") | Q(Exists(voted), poll__results="voted")


def _is_here(member: Member) -> Q:
    return Q(person__is_active=True)


def _other_is_here(member: Member) -> Q:
    return Q(other__is_active=True)


_IN_SPACE = {"space__slug": _space_is_visible}

register(
    Exporter("community/threads", _("Threads you started."), Thread, ("author",),
             ("id", "title", "kind", "status", "tags", "space__slug", "created_at", "deleted_at"),
             told_if=_IN_SPACE | {"title": _titled_by_nobody_else}),
    Exporter("community/posts", _("Everything you posted, as you typed it."), Post, ("author",),
             ("id", "thread_id", "number", "source", "created_at", "edited_at", "deleted_at"),
             told_if={"source": _edited_by_nobody_else}),
    Exporter("community/post-versions", _("How your posts read before you or others edited them."), Revision,
             ("author",), ("post_id", "version", "title", "source", "at")),
    Exporter("community/drafts", _("What you have begun and not sent."), Draft, ("member",),
             ("key", "kind", "title", "body", "tags", "more", "others", "saved_at")),
    Exporter("community/reactions", _("Your reactions to posts."), Reaction, ("member",), ("post_id", "emoji", "at")),
    Exporter("community/votes", _("Your votes for ideas and questions."), Vote, ("member",), ("thread_id", "at")),
    Exporter("community/polls", _("Polls under your posts."), Poll, ("post__author",),
             ("id", "post_id", "question", "kind", "results", "secrecy", "voters_count", "created_at", "closed_at")),
    Exporter("community/poll-options", _("The options of your polls."), PollOption, ("poll__post__author",),
             ("poll_id", "place", "text", "votes"), told_if={"votes": _results_are_shown}),
    Exporter("community/poll-votes", _("How you voted in polls, by the places of the options."), PollVote, ("member",),
             ("poll_id", "choices", "at")),
    Exporter("community/decisions", _("What you decided after polls."), Decision, ("by",),
             ("poll_id", "upshot", "reason", "links", "version", "at")),
    Exporter("community/decision-versions", _("How your decisions read before."), DecisionVersion, ("by",),
             ("decision_id", "upshot", "reason", "links", "version", "at")),
    Exporter("community/bookmarks", _("Posts you keep, with your notes."), Bookmark, ("member",),
             ("id", "post_id", "note", "kept_at", "removed_at")),
    Exporter("community/reminders", _("When you wanted to be reminded of them."), Reminder, ("bookmark__member",),
             ("bookmark_id", "at", "if_unanswered", "asked_at", "done_at")),
    Exporter("community/follows", _("What you follow, and how much you want to hear."), Follow, ("member",),
             ("thread_id", "space__slug", "tag", "person__handle", "level", "reason", "since"),
             told_if=_IN_SPACE | {"person__handle": _is_here}),
    Exporter("community/mutes", _("Members you muted or blocked."), Silence, ("member",),
             ("other__handle", "blocked", "since"), told_if={"other__handle": _other_is_here}),
    Exporter("community/reading", _("How far you have read each thread."), Reading, ("member",),
             ("thread_id", "last_number", "read_at")),
    Exporter("community/visits", _("When you last came by, and the order of your home page."), Visit, ("member",),
             ("seen_at", "since", "order")),
    Exporter("community/saved-searches", _("Searches you saved."), SavedSearch, ("member",),
             ("name", "query", "created_at", "tells_at")),
    Exporter("community/chat-rooms", _("Chat rooms you opened."), ChatRoom, ("author",),
             ("id", "space__slug", "subject", "opened_at"),
             told_if=_IN_SPACE | {"subject": _subject_was_not_changed}),
    Exporter("community/chat-lines", _("What you wrote in chat."), ChatLine, ("author",),
             ("room_id", "source", "created_at", "edited_at", "deleted_at")),
    Exporter("community/chat-places", _("How far you read chat rooms, and how much you hear of them."), ChatSeat,
             ("member",), ("room_id", "last_line", "read_at", "level")),
    Exporter("community/guides", _("Guides you began or own; their words, if nobody edited them after you."), Guide,
             ("owner", "created_by"),
             ("id", "title", "summary", "source", "created_at", "published_at", "retired_at"),
             told_if=dict.fromkeys(("title", "summary", "source"), _written_last)),
    Exporter("community/guide-versions", _("How guides read after you wrote them, before the next edit."),
             GuideRevision, ("author",), ("guide_id", "version", "title", "summary", "source", "at")),
    Exporter("community/guide-editing", _("Guides you write together with others."), GuideEditor, ("member",),
             ("guide_id", "since")),
    Exporter("community/guide-steps", _("What you did to guides, with your reasons."), GuideStep, ("by",),
             ("guide_id", "what", "reason", "at")),
    Exporter("community/guide-votes", _("Whether guides were useful to you."), GuideVote, ("member",),
             ("guide_id", "is_useful", "at")),
    Exporter("community/idea-statuses", _("Statuses you gave to ideas, with your reasons."), StatusChange, ("by",),
             ("thread_id", "before", "status", "reason", "at")),
    Exporter("community/answer-checks", _("What you said of answers: still valid, or outdated."), AnswerCheck, ("by",),
             ("thread_id", "post_id", "verdict", "reason", "at")),
    Exporter("community/duplicates-named", _("Where you said that a question was asked before."), Suggestion, ("by",),
             ("thread_id", "canonical_id", "at")),
    Exporter("community/questions-taken", _("Questions you took to answer."), Turn, ("member",),
             ("thread_id", "at", "until")),
    Exporter("community/questions-asked-about", _("Questions you were asked to help with."), HelpAsk, ("member",),
             ("thread_id", "at")),
    Exporter("community/answers-found", _("Threads that answered you before you asked."), Deflection, ("member",),
             ("thread_id", "at")),
    Exporter("community/hosting", _("Spaces you look after."), SpaceHost, ("member",), ("space__slug", "since"),
             told_if=_IN_SPACE),
    Exporter("community/first-actions", _("Which of the three first actions you did or skipped."), WelcomeStep,
             ("member",), ("action", "done_at", "skipped_at", "thread_id", "guide_id")),
    Exporter("community/uploads", _("Pictures and files you sent; they lie in the folder files, by number."), Upload,
             ("owner",), ("id", "post_id", "guide_id", "kind", "file_name", "alt", "size", "created_at"),
             files=files_of),
)  # fmt: skip
