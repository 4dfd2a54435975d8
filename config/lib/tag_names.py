"""What a tag may look like."""

from django.http import Http404

TAG_MAX = 40


def tag_or_404(name: str) -> str:
    """The tag as it is written. One that nobody uses looks like one that is used where the reader cannot look.

    Raises Http404 for what cannot be a tag.
    """
    if not 0 < len(name) <= TAG_MAX or not all(sign.isalnum() or sign in "_-" for sign in name):
        raise Http404
    return name.lower()
