"""Guides in pages: written without a script, read, voted on, found, fed out."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache

from community.drafts.models import Draft
from community.following.silencing import silence
from community.guides.models import Guide, GuideVote
from community.uploads.models import Upload
from community.uploads.using import sizes_in_guide
from tests.factories import a_group, a_guide, a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

pytestmark = pytest.mark.django_db


def sent(**more: object) -> dict[str, object]:
    return {"title": "How to share keys fairly", "months": "6", "key": "k" * 12, "sources": "",
            "body": "Give them to Ana.\n\n### Why\n\nShe is at home.\n\n### When", "space": "all",
            "summary": "Give them to Ana"} | more  # fmt: skip


def test_a_solved_thread_becomes_a_guide_without_a_script(as_: "As", ben: "Member", mia: "Member") -> None:
    thread = a_thread(kind="question", title="Who keeps the keys over summer?")
    answer = a_post(thread, by=ben, source="**Ana** does. She is at home all summer.")
    thread.accept(answer, by=mia)
    client = as_(ben)
    assert f"/guides/new/?thread={thread.pk}" in client.get(thread.get_absolute_url()).text
    page = client.get(f"/guides/new/?thread={thread.pk}").text
    for filled in (thread.title, "Ana does. She is at home all summer.", "**Ana** does.", f"/p/{answer.pk}/"):
        assert filled in page
    data = sent(sources=f"/t/{thread.pk}/\n/p/{answer.pk}/")
    saved = client.post(f"/guides/new/?thread={thread.pk}", data)
    guide = Guide.objects.get()
    assert saved.url == guide.get_absolute_url() == f"/guides/how-to-share-keys-fairly-{guide.pk}/"  # type: ignore[attr-defined]
    client.post(f"/guides/new/?thread={thread.pk}", data)
    assert Guide.objects.count() == 1
    client.post(f"/guides/{guide.address}/review/")
    assert client.post(f"/guides/{guide.address}/publish/").status_code == 403
    as_(mia).post(f"/guides/{guide.address}/publish/")
    read = as_(a_member()).get(guide.get_absolute_url()).text
    for word in ("Give them to Ana", 'id="in-', "Sources", thread.title, "Was this useful?"):
        assert word in read


def test_bad_input_is_answered_in_words_and_keeps_what_was_typed(as_: "As", mo: "Member") -> None:
    client = as_(mo)
    for name, value, said in (
        ("title", "Short", "at least 8 characters"),
        ("title", "", "Give it a title."),
        ("body", "", "Write something first."),
        ("body", "x" * 32_001, "at most 32000 fit"),
        ("space", "", "Choose who it is for."),
        ("space", "99999", "Choose one of the places"),
        ("summary", "s" * 301, "at most 300 characters"),
        ("sources", "nonsense", "is no source"),
        ("months", "7", "Select a valid choice"),
        ("title", "With a \0 character inside", ""),
    ):
        answer = client.post("/guides/new/", sent(**{name: value}))
        assert answer.status_code == 422, name
        assert said in answer.text.replace("\N{NO-BREAK SPACE}", " ").replace("32,000", "32000"), name
        assert "She is at home." in answer.text or name == "body"
    assert client.get("/guides/new/?thread=abc").status_code == 404
    assert client.get("/guides/%00/").status_code == 404
    assert not Guide.objects.exists()


def test_two_editors_see_both_versions(as_: "As", ben: "Member", mia: "Member") -> None:
    guide = a_guide(by=ben, title="How to share keys fairly", source="Give them to Ana.")
    first, second = as_(mia), as_(ben)
    first.post(f"/guides/{guide.address}/edit/", sent(body="Give them to Ben.", version="1"))
    answer = second.post(f"/guides/{guide.address}/edit/", sent(body="Give them to Cai.", version="1"))
    assert answer.status_code == 409
    assert "Give them to Cai." in answer.text
    assert "Give them to Ben." in answer.text
    assert 'name="version" value="2"' in answer.text
    saved = second.post(f"/guides/{guide.address}/edit/", sent(body="Give them to Cai.", version="2"))
    assert saved.status_code == 302
    history = second.get(f"/guides/{guide.address}/history/").text
    assert all(word in history for word in ("<del>Ben", "<ins>Cai", "Version 3", "published"))
    second.post(f"/guides/{guide.address}/history/1/restore/")
    guide.refresh_from_db()
    assert guide.source == "Give them to Ana."


def test_a_draft_of_the_composer_keeps_every_field(as_: "As", mo: "Member") -> None:
    client = as_(mo)
    fields = sent(draft_key="guide", draft_version="0", months="12")
    assert client.post("/drafts/save/", fields, headers={"Accept": "application/json"}).json()["version"] == 1
    page = client.get("/guides/new/").text
    assert "Give them to Ana" in page
    assert '<option value="12" selected>' in page
    assert "/guides/new/" in client.get("/drafts/").text
    preview = client.post("/guides/preview/", fields)
    assert "<p>Give them to Ana.</p>" in preview.text
    client.post("/guides/new/", fields)
    assert not Draft.objects.exists()
    other = a_guide(published=False, by=mo)
    hidden = as_(a_member()).post("/drafts/save/", fields | {"draft_key": f"guide:{other.pk}"})
    assert hidden.status_code == 404


def test_visitors_vote_once_and_are_known_by_nothing_else(as_: "As", visitor: "Viewer") -> None:
    one, other = a_guide(), a_guide()
    client = as_(visitor)
    for answer in ("yes", "yes", "no"):
        client.post(f"/guides/{one.address}/useful/", {"useful": answer})
    client.post(f"/guides/{other.address}/useful/", {"useful": "yes"})
    assert client.post(f"/guides/{other.address}/useful/", {"useful": "perhaps"}).status_code == 302
    assert list(GuideVote.objects.values_list("guide", "is_useful")) == [(one.pk, False), (other.pk, True)]
    assert not GuideVote.objects.exclude(member=None).exists()
    assert len(set(GuideVote.objects.values_list("visitor", flat=True))) == 2, "no two guides share a number"
    assert "You said no." in client.get(one.get_absolute_url()).text
    forged = as_(visitor)
    forged.cookies[f"useful-{one.pk}"] = "made-up"
    assert "You said" not in forged.get(one.get_absolute_url()).text


def test_counts_are_shown_from_five_votes_on(as_: "As", visitor: "Viewer") -> None:
    guide = a_guide()
    Guide.objects.filter(pk=guide.pk).update(useful=3, not_useful=1)
    assert "found it useful" not in as_(visitor).get(guide.get_absolute_url()).text
    Guide.objects.filter(pk=guide.pk).update(useful=4)
    assert "4 of 5 readers found it useful" in as_(visitor).get(guide.get_absolute_url()).text


def test_lists_show_what_each_reader_has_business_with(
    as_: "As", visitor: "Viewer", ben: "Member", mo: "Member"
) -> None:
    space = a_space("Workshop")
    inner = a_space(group=a_group(ben))
    there, draft = (
        a_guide(space, title="There for everybody"),
        a_guide(space, by=ben, title="Half written", published=False),
    )
    secret = a_guide(inner, by=ben, title="Among a few only")
    for viewer, seen in ((visitor, {there}), (a_member(), {there}), (mo, {there}), (ben, {there, secret})):
        cache.clear()
        page = as_(viewer).get("/guides/").text
        assert {one for one in (there, draft, secret) if one.title in page} == seen
    assert "In progress" in as_(ben).get("/guides/").text
    assert draft.title in as_(ben).get("/guides/?show=progress").text
    assert draft.title not in as_(visitor).get("/guides/?show=progress").text
    assert there.title in as_(visitor).get(f"/s/{space.slug}/guides/").text
    assert "/guides/" in as_(visitor).get(f"/s/{space.slug}/").text


def test_machines_are_told_of_what_visitors_read_and_of_nothing_else(
    as_: "As", visitor: "Viewer", ben: "Member"
) -> None:
    steps = a_guide(by=ben, title="Keys in three steps", source="1. Ask\n2. Take\n3. Return", summary="Ask first")
    article = a_guide(by=ben, title="About keys </script><b>", source="Words")
    a_guide(a_space(group=a_group(ben)), by=ben, title="Among a few only")
    a_guide(by=ben, title="Half written only", published=False)
    client = as_(visitor)

    def told(guide: Guide) -> dict[str, object]:
        found = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', client.get(guide.get_absolute_url()).text
        )
        assert found is not None
        return dict(json.loads(found[1]))

    assert told(steps)["@type"] == "HowTo"
    assert [step["text"] for step in told(steps)["step"]] == ["Ask", "Take", "Return"]  # type: ignore[attr-defined]
    assert told(article)["@type"] == "TechArticle"
    feed = client.get("/feeds/guides.atom").content.decode()
    assert len(ET.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) == 2
    for text in (feed, client.get("/sitemap-guides.xml").content.decode()):
        assert "keys-in-three-steps" in text
        assert "among-a-few" not in text
        assert "half-written" not in text
    assert "sitemap-guides.xml" in client.get("/sitemap.xml").content.decode()
    steps.retire(by=ben)
    cache.clear()
    retired = client.get(steps.get_absolute_url()).text
    assert "noindex" in retired
    assert "was retired" in retired


def test_editors_are_named_by_their_handles(as_: "As", ben: "Member", nia: "Member") -> None:
    guide = a_guide(a_space(group=a_group(ben)), by=ben)
    client = as_(ben)
    where = f"/guides/{guide.address}/people/add/"
    assert "does not see this space" in client.post(where, {"handle": "@nia"}).text
    assert client.post(where, {"handle": "nobody-of-that-name"}).status_code == 422
    other = a_guide(by=ben)
    where = f"/guides/{other.address}/people/add/"
    client.post(where, {"handle": "@Nia"})
    assert list(other.editors.all()) == [nia]
    assert as_(nia).get(f"/guides/{other.address}/edit/").status_code == 200
    assert as_(nia).get(f"/guides/{other.address}/people/").status_code == 403
    client.post(f"/guides/{other.address}/people/nia/remove/")
    assert not other.editors.exists()
    client.post(where, {"handle": "nia", "role": "owner"})
    other.refresh_from_db()
    assert other.owner == nia
    assert list(other.editors.all()) == [ben]


def test_nobody_stands_as_the_writer_of_a_guide_by_the_will_of_whom_they_blocked(
    as_: "As", ben: "Member", nia: "Member"
) -> None:
    guide = a_guide(by=ben, published=False)
    silence(ben, by=nia, blocked=True)
    for role in ("owner", "editor"):
        answer = as_(ben).post(f"/guides/{guide.address}/people/add/", {"handle": "nia", "role": role})
        assert answer.status_code == 422 and "has blocked you" in answer.text
    guide.refresh_from_db()
    assert guide.owner == ben and not guide.editors.exists()


def test_a_guide_does_not_measure_pictures_whose_address_its_writer_only_guesses(ben: "Member") -> None:
    upload = Upload.objects.create(
        owner=ben, sha="0", extension="webp", kind="image/webp", width=321, height=123, size=1
    )
    known = f'<img src="{upload.get_absolute_url()}">'
    assert sizes_in_guide(known) == {upload.pk: (321, 123)}
    assert sizes_in_guide(known.replace(upload.secret, "guessed")) == {}


def test_a_picture_in_a_guide_is_seen_by_its_readers(as_: "As", ben: "Member", visitor: "Viewer") -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from community.uploads.storing import store
    from community.uploads.using import use_uploads_in_guide
    from tests.visibility.village import picture

    upload = store(SimpleUploadedFile("a.png", picture(), "image/png"), by=ben, alt="Keys")
    guide = a_guide(by=ben, published=False, source=f"Look: {upload.markdown}")
    use_uploads_in_guide(guide, by=ben)
    assert as_(visitor).get(upload.get_absolute_url()).status_code == 404
    guide.publish(by=ben)
    assert as_(visitor).get(upload.get_absolute_url()).status_code == 200
    assert 'width="12"' in as_(visitor).get(guide.get_absolute_url()).text
