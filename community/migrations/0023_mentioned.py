"""Who is mentioned is found by an index, in posts and in lines of chats."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("community", "0022_hidden_versions")]

    operations = [
        AddIndexConcurrently("post", GinIndex(fields=["mentioned"], name="post_mentioned")),
        AddIndexConcurrently("chatline", GinIndex(fields=["mentioned"], name="line_mentioned")),
    ]
