"""The steps of erasing, in their order, and what needs none: first what is the leaver's own, then what others wrote."""

from __future__ import annotations

from django.db.models import Q

from community.bookmarks.models import Bookmark
from community.chat.models import ChatLine, ChatLineVersion, ChatRoom
from community.drafts.models import Draft
from community.guides.models import Guide, GuideRevision, GuideSource, GuideStep
from community.ideas.models import StatusChange
from community.leaving.addresses import Addresses
from community.leaving.counted import Reactions, Votes
from community.leaving.files import Uploads
from community.leaving.guides import Guides, NamesInGuides
from community.leaving.guides import rewrite as rewrite_guide
from community.leaving.lines import Lines, NamesInLines
from community.leaving.lines import rewrite as rewrite_line
from community.leaving.posts import NamesInPosts, Posts, Titles
from community.leaving.posts import rewrite as rewrite_post
from community.leaving.searched import Searches, Words
from community.polls.models import Decision, DecisionVersion, Poll, PollOption
from community.posts.models import Post, Revision
from community.questions.models import AnswerCheck
from community.search.models import SavedSearch
from community.spaces.models import Space
from community.tags.models import Tag
from community.threads.models import Thread
from community.uploads.models import Upload
from community.welcome.models import WelcomeRules
from members.installation.models import Installation
from members.messages.models import Message, MessageReport
from members.privacy.erasers import Leaver, OtherWords, OwnWords, Rows, only_a_number, register, words_stay
from members.privacy.messages import rewrite as rewrite_message


def _erased(leaver: Leaver) -> str:
    return leaver.who.erased


def _erased_html(leaver: Leaver) -> str:
    return f"<p>{leaver.who.erased}</p>"


def _nothing(leaver: Leaver) -> str:
    return ""


register(
    Rows(Draft, lambda leaver: Q(member=leaver.member), "member"),
    Uploads(),
    Guides(),
    Posts(),
    Lines(),
    OwnWords(ChatRoom, "author", {"subject": _erased}),
    OwnWords(Decision, "by", {"reason": _erased, "html": _erased_html, "links": lambda leaver: []}),
    OwnWords(DecisionVersion, "by", {"reason": _erased, "links": lambda leaver: []}),
    OwnWords(StatusChange, "by", {"reason": _erased}),
    OwnWords(AnswerCheck, "by", {"reason": _erased}),
    OwnWords(GuideStep, "by", {"reason": _nothing}),
    OwnWords(Revision, "author", {"reason": _nothing}),
    Reactions(),
    Votes(),
    Titles(),
    NamesInPosts(),
    NamesInLines(),
    NamesInGuides(),
    Searches(),
    OtherWords(Revision, "source", "title", "reason"),
    OtherWords(ChatLineVersion, "source"),
    OtherWords(GuideRevision, "source", "title", "summary", "reason"),
    OtherWords(GuideSource, "title", "url"),
    OtherWords(GuideStep, "reason"),
    OtherWords(Draft, "body", "title", "others", "more"),
    OtherWords(Bookmark, "note"),
    OtherWords(Poll, "question"),
    OtherWords(PollOption, "text"),
    OtherWords(Decision, "reason", "html"),
    OtherWords(DecisionVersion, "reason"),
    OtherWords(StatusChange, "reason"),
    OtherWords(AnswerCheck, "reason"),
    OtherWords(ChatRoom, "subject"),
    OtherWords(Space, "purpose", "description", "template", "kind_templates"),
    OtherWords(Tag, "description"),
    OtherWords(SavedSearch, "name"),
    OtherWords(Upload, "file_name", "alt"),
    OtherWords(WelcomeRules, "words", "video_words"),
    OtherWords(Post, "hidden_reason"),
    OtherWords(ChatLine, "hidden_reason"),
    OtherWords(Guide, "hidden_reason", "retired_reason"),
    Words(),
    Addresses(Post, "source", rewrite=rewrite_post),
    Addresses(Guide, "source", "summary", rewrite=rewrite_guide),
    Addresses(GuideSource, "title", "url"),
    Addresses(ChatLine, "source", rewrite=rewrite_line),
    Addresses(Message, "source", rewrite=rewrite_message),
    Addresses(MessageReport, "note", "shown"),
    Addresses(Revision, "source"),
    Addresses(ChatLineVersion, "source"),
    Addresses(GuideRevision, "source", "summary"),
    Addresses(Draft, "body", "others", "more"),
    Addresses(Bookmark, "note"),
    Addresses(Decision, "reason", "html", "links"),
    Addresses(DecisionVersion, "reason", "links"),
    Addresses(StatusChange, "reason"),
    Addresses(AnswerCheck, "reason"),
    Addresses(Space, "purpose", "description"),
    Addresses(Installation, "guidelines", "about", "privacy"),
)


def _keys(model: type, *names: str) -> list[str]:
    return [f"{model._meta.label}.{name}" for name in names]  # type: ignore[attr-defined]


only_a_number(
    "Who did it is in the list of everything the member did.",
    *_keys(Space, "archived_by", "deleted_by"),
    *_keys(Thread, "deleted_by", "answered_by", "closed_by", "archived_by", "duplicate_by", "pinned_by", "merged_by"),
    *_keys(Thread, "responsible"),
    *_keys(Post, "deleted_by", "edited_by", "hidden_by"),
    *_keys(ChatRoom, "rested_by"),
    *_keys(ChatLine, "deleted_by", "hidden_by"),
    *_keys(Guide, "hidden_by", "checked_by", "edited_by", "review_asked_by", "published_by", "retired_by"),
    *_keys(Poll, "closed_by"),
    *_keys(Tag, "retired_by"),
    "community.ChatStretch.made_by", "community.PreviewUse.removed_by", "community.ThreadTimer.set_by",
)  # fmt: skip
only_a_number("Whose choice it is to follow somebody is theirs.", "community.Follow.person")
only_a_number("Who muted or blocked somebody is nobody else's to know.", "community.Silence.other")
only_a_number("Who asked is in the list of everything that member did.", "community.HelpAsk.by")
only_a_number("It says of a post, which is in the copy, whose it is.", "community.SearchDocument.author")

words_stay("In a poll the vote counts on, and nobody knows whose it was.", "community.PollVote.member")
words_stay("The count of a guide stays true, and nobody knows whose the vote was.", "community.GuideVote.member")
words_stay("It holds no words, only two numbers.", "community.Suggestion.by")
