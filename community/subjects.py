"""What cases can be about in community: posts and their earlier versions, lines of chat, guides."""

from community.chat.reviewing import Lines
from community.guides.judging import Guides
from community.posts.earlier import Versions
from community.posts.reviewing import Posts
from moderation.review.subjects import register

for kind in (Posts(), Versions(), Lines(), Guides()):
    register(kind)
