"""Index of the models of all rooms."""

from community.bookmarks.models import Bookmark, Reminder
from community.chat.models import ChatLine, ChatLineVersion, ChatRoom, ChatSeat, ChatStretch
from community.drafts.models import Draft
from community.following.models import Follow, Reading, Silence
from community.guides.models import (
    FormerGuideSlug,
    Guide,
    GuideEditor,
    GuideLink,
    GuideRevision,
    GuideSource,
    GuideStep,
    GuideVote,
)
from community.home.models import Visit
from community.ideas.models import IdeaRules, StatusChange, Vote
from community.polls.models import Decision, DecisionVersion, Poll, PollOption, PollVote
from community.posts.models import Post, PostLink, Revision
from community.previews.models import Preview, PreviewRule, PreviewUse
from community.questions.models import AnswerCheck, Deflection, HelpAsk, Routing, Suggestion, Turn
from community.reactions.models import Reaction
from community.related.models import MeaningIndex, RelatedThreads
from community.search.models import (
    SavedSearch,
    SearchDocument,
    SearchNews,
    SearchOwed,
    SearchVersion,
    SearchWord,
    UnfoundSearch,
)
from community.spaces.models import FormerSlug, Space, SpaceHost
from community.tags.models import Tag
from community.threads.former import FormerPlace
from community.threads.models import Thread
from community.threads.timing import ThreadTimer
from community.uploads.models import Upload
from community.welcome.models import WelcomeRules, WelcomeStep

__all__ = [
    "AnswerCheck",
    "Bookmark",
    "ChatLine",
    "ChatLineVersion",
    "ChatRoom",
    "ChatSeat",
    "ChatStretch",
    "Decision",
    "DecisionVersion",
    "Deflection",
    "Draft",
    "Follow",
    "FormerGuideSlug",
    "FormerPlace",
    "FormerSlug",
    "Guide",
    "GuideEditor",
    "GuideLink",
    "GuideRevision",
    "GuideSource",
    "GuideStep",
    "GuideVote",
    "HelpAsk",
    "IdeaRules",
    "MeaningIndex",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostLink",
    "Preview",
    "PreviewRule",
    "PreviewUse",
    "Reaction",
    "Reading",
    "RelatedThreads",
    "Reminder",
    "Revision",
    "Routing",
    "SavedSearch",
    "SearchDocument",
    "SearchNews",
    "SearchOwed",
    "SearchVersion",
    "SearchWord",
    "Silence",
    "Space",
    "SpaceHost",
    "StatusChange",
    "Suggestion",
    "Tag",
    "Thread",
    "ThreadTimer",
    "Turn",
    "UnfoundSearch",
    "Upload",
    "Visit",
    "Vote",
    "WelcomeRules",
    "WelcomeStep",
]
