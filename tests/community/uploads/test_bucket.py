"""Uploads in a bucket instead of a folder: the same for members, and closed to everybody else."""

import importlib.util
import io
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from community.composing.submitting import submit_reply
from community.spaces.models import Space
from community.uploads.models import Upload
from community.uploads.thumbs import draw_due
from config.lib.media_storage import uploads
from members.profiles.models import Member
from tests.factories import a_thread

SignIn = Callable[[object], Client]

pytestmark = [
    pytest.mark.faults,  # loading the server takes some seconds
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, ("storages", "moto", "flask"))),
        reason="the test group with the S3-compatible server is not installed",
    ),
]


def _setting(asked: dict[str, str], name: str, default: str = "") -> str:
    return asked.get(name, default)


@pytest.fixture
def s3(settings: Any) -> Iterator[Any]:
    """A real server with a bucket in it, on this machine, where uploads go; a client of it."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    known = {"endpoint": f"http://{host}:{port}", "region": "us-east-1", "access_key": "us", "secret_key": "only"}
    asked = {"S3_BUCKET": "uploads"} | {f"S3_{name.upper()}": value for name, value in known.items()}
    client = boto3.client(
        "s3", endpoint_url=known["endpoint"], region_name="us-east-1", aws_access_key_id="us",
        aws_secret_access_key="only",
    )  # fmt: skip
    client.create_bucket(Bucket="uploads")
    settings.STORAGES = settings.STORAGES | {"default": uploads(partial(_setting, asked))}
    yield client
    client.close()
    server.stop()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_serves_those_who_may_see_and_nobody_else(
    private_space: Space, ben: Member, nia: Member, client: Client, as_: SignIn, s3: Any
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "PNG")
    member = as_(ben)
    sent = [("a.png", out.getvalue()), ("plan.txt", b"Tuesday")]
    said = [
        member.post("/uploads/", {"picture": SimpleUploadedFile(*one)}, headers={"Accept": "application/json"}).json()
        for one in sent
    ]
    source = "\n\n".join(one["markdown"] for one in said)
    submit_reply(a_thread(private_space, by=ben), by=ben, source=source, key=uuid.uuid4().hex)
    assert draw_due(20) == 1
    picture = Upload.objects.get(extension="webp")
    assert default_storage.exists(picture.path) and picture.thumbs == [320]
    small = picture.get_absolute_url().replace(".webp", "-320.avif")
    for path in (*(one["url"] for one in said), small):
        assert client.get(path).status_code == as_(nia).get(path).status_code == 404
    assert member.get(said[1]["url"]).getvalue() == b"Tuesday"
    assert member.get(said[0]["url"]).getvalue()[:4] == b"RIFF" and member.get(small).getvalue()[8:12] == b"avif"
    assert picture.path not in member.get(said[0]["url"]).headers.values(), "No address of the bucket is given out."
    for path in (picture.path, picture.thumb_path(320, "avif")):
        grants = s3.get_object_acl(Bucket="uploads", Key=path)["Grants"]
        assert all("URI" not in grant["Grantee"] for grant in grants), "Open to its owner alone, and to no group."
    paths = [picture.path, picture.thumb_path(320, "avif")]
    picture.erase()
    assert not any(map(default_storage.exists, paths)) and member.get(said[0]["url"]).status_code == 404


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_bucket_is_made_when_it_is_missing_and_left_alone_when_it_is_there(s3: Any) -> None:
    said = io.StringIO()
    call_command("make_bucket", stdout=said)
    for left in s3.list_objects_v2(Bucket="uploads").get("Contents", []):  # the server of before remembers
        s3.delete_object(Bucket="uploads", Key=left["Key"])
    s3.delete_bucket(Bucket="uploads")
    call_command("make_bucket", stdout=said)
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["uploads"]
    assert said.getvalue() == "The bucket uploads is there.\nThe bucket uploads is made.\n"


def test_no_bucket_is_made_for_a_folder() -> None:
    with pytest.raises(CommandError, match="S3_BUCKET is not set"):
        call_command("make_bucket")
