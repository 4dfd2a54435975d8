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

# The same for what is kept aside while a thread is hidden (community.threads.covering); few threads are.
_RETAG_ASIDE = """
UPDATE community_thread SET covered = jsonb_set(covered, '{tags}', (
    SELECT jsonb_agg(tag ORDER BY place) FROM (
        SELECT CASE WHEN tag = %(old)s THEN %(new)s ELSE tag END AS tag, min(place) AS place
        FROM jsonb_array_elements_text(covered -> 'tags') WITH ORDINALITY u (tag, place)
        GROUP BY 1
    ) once
))
WHERE covered IS NOT NULL AND covered -> 'tags' @> to_jsonb(ARRAY[%(old)s]::text[])
"""


@subscribe("tag.merged", "tag.threads_retagged", name="community.retag_threads")
def retag_threads(activity: Activity) -> None:
    """Gives the next threads the tag instead of its other name; what is left is told of and follows."""
    tag = Tag.objects.filter(pk=activity.subject_id or 0).select_related("synonym_of").first()
    if tag is None or tag.synonym_of is None:
        return
    names: dict[str, str | int] = {"old": tag.name, "new": tag.synonym_of.name, "batch": BATCH}
    with connection.cursor() as cursor:
        cursor.execute(_RETAG_ASIDE, names)
        cursor.execute(_RETAG, names)
        done = cursor.rowcount
        cursor.execute(_RETAG_ASIDE, names)  # what was hidden between the two
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
