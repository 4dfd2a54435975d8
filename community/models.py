"""Index of the models of all rooms."""

from community.chat.models import ChatLine, ChatRoom, ChatSeat, ChatStretch
from community.drafts.models import Draft
from community.following.models import Follow, Reading, Silence
from community.home.models import Visit
from community.polls.models import Decision, DecisionVersion, Poll, PollOption, PollVote
from community.posts.models import Post, PostLink, Revision
from community.reactions.models import Reaction
from community.search.models import SearchDocument, SearchOwed, SearchVersion, SearchWord
from community.spaces.models import FormerSlug, Space, SpaceHost
from community.threads.models import Thread
from community.uploads.models import Upload

__all__ = [
    "ChatLine",
    "ChatRoom",
    "ChatSeat",
    "ChatStretch",
    "Decision",
    "DecisionVersion",
    "Draft",
    "Follow",
    "FormerSlug",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostLink",
    "Reaction",
    "Reading",
    "Revision",
    "SearchDocument",
    "SearchOwed",
    "SearchVersion",
    "SearchWord",
    "Silence",
    "Space",
    "SpaceHost",
    "Thread",
    "Upload",
    "Visit",
]
