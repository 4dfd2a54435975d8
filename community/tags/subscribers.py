"""Threads and profiles with another name of a tag get the tag itself, a batch at a time."""

from __future__ import annotations

from django.db import connection

from community.tags.models import Tag
from community.tags.names import synonyms
from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.profiles.wording import names_things, rename_words

names_things(synonyms)

BATCH = 500
# Each tag of a thread stays once, where it first stood.
_RETAG = """
UPDATE community_thread SET tags = ARRAY(
    SELECT tag FROM (
        SELECT tag, min(place) AS place
        FROM unnest(array_replace(tags, %(old)s, %(new)s)) WITH ORDINALITY u (tag, place)
        GROUP BY tag
    ) once ORDER BY place
)
WHERE id IN (
    SELECT id FROM community_thread WHERE tags @> ARRAY[%(old)s]::varchar[] ORDER BY id LIMIT %(batch)s
    FOR NO KEY UPDATE
)
"""


@subscribe("tag.merged", "tag.threads_retagged", name="community.retag_threads")
def retag_threads(activity: Activity) -> None:
    """Gives the next threads the tag instead of its other name; what is left is told of and follows."""
    tag = Tag.objects.filter(pk=activity.subject_id or 0).select_related("synonym_of").first()
    if tag is None or tag.synonym_of is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_RETAG, {"old": tag.name, "new": tag.synonym_of.name, "batch": BATCH})
        done = cursor.rowcount
    if done:
        record("tag.threads_retagged", subject=tag, threads=done)


@subscribe("tag.merged", "tag.profiles_renamed", name="community.rename_in_profiles")
def rename_in_profiles(activity: Activity) -> None:
    """Gives the next profiles the tag instead of its other name among interests and expertise; the rest follows."""
    tag = Tag.objects.filter(pk=activity.subject_id or 0).select_related("synonym_of").first()
    if tag is None or tag.synonym_of is None:
        return
    done = rename_words(tag.name, tag.synonym_of.name, batch=BATCH)
    if done:
        record("tag.profiles_renamed", subject=tag, members=done)
