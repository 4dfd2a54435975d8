"""Pages of questions over members, for whoever walks through all pages in a browser."""

from members.profiles.models import Member
from members.segments.models import Segment

WRITTEN = (
    "row=0.0&0.0-is=joined&0.0-days=30&row=0.1&0.1-join=not-any&row=0.1.0&0.1.0-is=has_line&row=0.1.1&0.1.1-is=place"
)


def segment_pages(manager: Member) -> list[str]:
    """One in use and one archived; the builder empty, full, and with what is wrong."""
    joined = {"is": "joined", "with": {"days": 30}}
    helping = {"any": [{"is": "expertise", "with": {"word": "tea"}}, {"is": "has_photo", "with": {}}]}
    segment = Segment.create("New and quiet", {"all": [joined, {"not": helping}]}, by=manager, purpose="A welcome")
    Segment.create("Of last year", joined, by=manager).archive(by=manager)
    here, deep = segment.get_absolute_url(), "row=0.0&row=0.0.0&row=0.0.0.0&do=add:0"
    return [
        "/manage/people/", f"/manage/people/?{WRITTEN}&0.1.1-place=Leeds", f"/manage/people/?{WRITTEN}",
        f"/manage/people/?{deep}", "/manage/people/?q=nobody+at+all", "/manage/segments/", "/manage/segments/new/",
        f"/manage/segments/new/?{WRITTEN}", here, f"{here}?why=nia", f"{here}?why=nobody", f"{here}edit/",
    ]  # fmt: skip
