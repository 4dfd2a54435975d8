"""Index of the models of all rooms."""

from community.drafts.models import Draft
from community.following.models import Follow, Reading, Silence
from community.home.models import Visit
from community.posts.models import Post, PostLink, Revision
from community.reactions.models import Reaction
from community.search.models import SearchDocument
from community.spaces.models import FormerSlug, Space, SpaceHost
from community.threads.models import Thread
from community.uploads.models import Upload

__all__ = [
    "Draft",
    "Follow",
    "FormerSlug",
    "Post",
    "PostLink",
    "Reaction",
    "Reading",
    "Revision",
    "SearchDocument",
    "Silence",
    "Space",
    "SpaceHost",
    "Thread",
    "Upload",
    "Visit",
]
