"""A gallery, a file and a link with a preview, for the first post of the town."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from community.posts.models import Post
from community.previews.asking import write_owed
from community.previews.models import Preview
from community.previews.understanding import Understood
from community.uploads.models import Upload
from community.uploads.storing import store
from community.uploads.thumbs import draw_due
from members.profiles.models import Member


def media(owner: Member) -> str:
    """A second picture, a file and a link alone, as a member writes them."""
    file = BytesIO()
    Image.new("RGB", (700, 500), "olive").save(file, "PNG")
    picture = store(SimpleUploadedFile("week.png", file.getvalue()), by=owner, alt="Our week")
    plan = store(SimpleUploadedFile("plan.txt", b"Tuesday: tea"), by=owner)
    return f"{picture.markdown}\n\nHere is {plan.markdown}\n\nhttps://example.org/shared-rota"


def settle(post: Post) -> None:
    """What workers do some seconds after a post."""
    Upload.objects.filter(owner=post.author).update(post=post, used_at=timezone.now())
    Preview.objects.get().keep(Understood("How we share a rota", "Six clubs and what they do.", "example.org", ""), "")
    draw_due(20)
    write_owed()
