"""Threads whose first post was held or hidden before: from now on they follow it."""

from django.db import migrations

FOLLOW = """
UPDATE community_thread t SET held_at = p.held_at
FROM community_post p WHERE p.thread_id = t.id AND p.number = 1 AND p.held_at IS NOT NULL;
UPDATE community_thread t SET
    covered = jsonb_build_object('title', t.title, 'slug', t.slug, 'tags', to_jsonb(t.tags)),
    title = 'Hidden by moderators', slug = '-', tags = '{}'
FROM community_post p WHERE p.thread_id = t.id AND p.number = 1 AND p.hidden_at IS NOT NULL AND t.covered IS NULL;
"""
BACK = """
UPDATE community_thread SET title = covered->>'title', slug = covered->>'slug',
    tags = ARRAY(SELECT jsonb_array_elements_text(covered->'tags')), covered = NULL
WHERE covered IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0019_covering"),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, BACK),
    ]
