"""What cases can be about in community: posts, lines of chat, guides."""

from community.chat.reviewing import Lines
from community.guides.judging import Guides
from community.posts.reviewing import Posts
from moderation.review.subjects import register

for kind in (Posts(), Lines(), Guides()):
    register(kind)
