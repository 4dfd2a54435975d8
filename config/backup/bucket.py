"""A bucket that speaks S3, through the client that django-storages brings along."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO, Any

from config.backup.stores import Found, Sink, safe_name

PIECE = 16 * 1024 * 1024
"""The first thousand pieces of a file are so large, each further thousand so much larger: 10,000 pieces are 880 GB."""


class Bucket:
    """A bucket, or what stands in it under names that begin alike."""

    def __init__(self, storage: Any, prefix: str = "") -> None:
        self.client: Any = storage.connection.meta.client
        self.bucket: str = storage.bucket_name
        self.prefix = prefix

    @property
    def where(self) -> str:
        """Its address."""
        return f"s3://{self.bucket}/{self.prefix}"

    def walk(self) -> Iterator[Found]:
        """A thousand at a time."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        for page in pages:
            for one in page.get("Contents", ()):
                name = one["Key"].removeprefix(self.prefix)
                yield Found(name, one["Size"], f"{one['ETag']} {one['LastModified'].isoformat()}")

    def read(self, name: str) -> IO[bytes]:
        """A stream of it."""
        try:
            body: IO[bytes] = self.client.get_object(Bucket=self.bucket, Key=self._key(name))["Body"]
        except self.client.exceptions.NoSuchKey:
            raise FileNotFoundError(name) from None
        return body

    @contextlib.contextmanager
    def write(self, name: str, *, lasting: bool = True) -> Iterator[Sink]:
        """In pieces; the bucket shows it when the last one is there."""
        upload = _Pieces(self.client, self.bucket, self._key(name))
        try:
            yield upload
            upload.end()
        except BaseException:
            with contextlib.suppress(Exception):  # the first failure is the one to tell
                upload.give_up()
            raise

    def delete(self, name: str) -> None:
        """Gone, if it was there."""
        self.client.delete_object(Bucket=self.bucket, Key=self._key(name))

    def tidy(self, beginning: str) -> int:
        """Give up uploads that a run that was killed left behind."""
        known = {"Bucket": self.bucket, "Prefix": self._key(beginning)}
        left = [
            (one["Key"], one["UploadId"])
            for page in self.client.get_paginator("list_multipart_uploads").paginate(**known)
            for one in page.get("Uploads", ())
        ]
        for key, number in left:
            self.client.abort_multipart_upload(Bucket=self.bucket, Key=key, UploadId=number)
        return len(left)

    def _key(self, name: str) -> str:
        return self.prefix + safe_name(name)


class _Pieces:
    """A file on its way into a bucket; small ones go at once."""

    def __init__(self, client: Any, bucket: str, key: str) -> None:
        self.client, self.place = client, {"Bucket": bucket, "Key": key}
        self.waiting = bytearray()
        self.number: str = ""
        self.sent: list[dict[str, Any]] = []

    def write(self, data: bytes, /) -> int:
        """Send as soon as there is enough for a piece."""
        self.waiting += data
        size = PIECE * (1 + len(self.sent) // 1000)
        while len(self.waiting) >= size:
            self._send(bytes(self.waiting[:size]))
            del self.waiting[:size]
        return len(data)

    def _send(self, piece: bytes) -> None:
        if not self.number:
            self.number = self.client.create_multipart_upload(**self.place)["UploadId"]
        part = len(self.sent) + 1
        answer = self.client.upload_part(**self.place, UploadId=self.number, PartNumber=part, Body=piece)
        self.sent.append({"PartNumber": part, "ETag": answer["ETag"]})

    def end(self) -> None:
        """Make it whole."""
        if not self.number:
            self.client.put_object(**self.place, Body=bytes(self.waiting))
            return
        if self.waiting:
            self._send(bytes(self.waiting))
        pieces = {"Parts": self.sent}
        self.client.complete_multipart_upload(**self.place, UploadId=self.number, MultipartUpload=pieces)

    def give_up(self) -> None:
        """Leave nothing of it."""
        if self.number:
            self.client.abort_multipart_upload(**self.place, UploadId=self.number)
