"""Make the bucket that S3_BUCKET names, unless it is there."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Run as manage.py make_bucket."""

    help = "Makes the bucket for uploads that S3_BUCKET names, unless it is there. It is never opened to the world."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say that it is there."""
        name = getattr(default_storage, "bucket_name", "")
        if not name:
            raise CommandError("S3_BUCKET is not set: uploads are kept in a folder.")
        client = default_storage.connection.meta.client  # type: ignore[attr-defined]
        if name in (bucket["Name"] for bucket in client.list_buckets()["Buckets"]):
            self.stdout.write(f"The bucket {name} is there.")
            return
        region = client.meta.region_name
        place = {} if region in (None, "us-east-1") else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        client.create_bucket(Bucket=name, **place)
        self.stdout.write(f"The bucket {name} is made.")
