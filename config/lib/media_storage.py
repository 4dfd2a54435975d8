"""Where uploads are kept: in a folder, or in a bucket that speaks S3. Members get them from us in either case."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def uploads(setting: Callable[..., str]) -> dict[str, Any]:
    """The storage that the settings ask for: with `S3_BUCKET` that bucket, else the folder MEDIA_ROOT."""
    name = setting("S3_BUCKET", default="")
    if not name:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if find_spec("storages") is None:
        raise ImproperlyConfigured("S3_BUCKET is set, but django-storages is missing: install the extra s3.")
    parts = ("endpoint", "region", "access_key", "secret_key")
    return bucket(name, **{part: setting(f"S3_{part.upper()}", default="") for part in parts})


def bucket(name: str, *, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """A bucket; it is never opened to the world, and no address of it is given out.

    Every file is asked for through our own view, which knows who may see it. Needs the extra `s3`.
    """
    options = {
        "bucket_name": name,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "access_key": access_key or None,
        "secret_key": secret_key or None,
        "default_acl": None,
        "file_overwrite": True,
        "object_parameters": {"CacheControl": "private"},
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
