"""How many cases wait: the number beside Moderation in the navigation, counted with all others there."""

from members.notifications.counting import count_beside
from moderation.review.queue import waiting

count_beside("moderate", "shield-check", waiting)
