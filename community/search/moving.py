"""Documents of posts that moved say at once where they stand; their words are written anew by the worker."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from community.search.models import POST

_MOVE = """
UPDATE community_searchdocument d SET thread_id = p.thread_id, number = p.number, space_id = t.space_id,
    title = CASE WHEN p.number = 1 THEN d.title ELSE '' END, folded = CASE WHEN p.number = 1 THEN d.folded ELSE '' END,
    title_vector = CASE WHEN p.number = 1 THEN d.title_vector END
FROM community_post p JOIN community_thread t ON t.id = p.thread_id
WHERE d.kind = %s AND d.object_id = p.id AND p.id = ANY(%s)
"""


def move_documents(post_ids: Collection[int]) -> None:
    """Whoever searches finds these posts where they are, as long as they may see them there; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [POST, list(post_ids)])
