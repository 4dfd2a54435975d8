"""What a new thread begins with: the template of space and kind, or the questions of the kind; typed words stay."""

import json
import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from community.composing.prompts import beginning, beginnings, is_untouched, prompt
from community.drafts.models import Draft
from community.spaces.models import Kind, Space
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_space

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db

OWN = "Which feed?\n\nWhat does it say?"
BUGS: dict[str, Any] = {"kinds": ["discussion", "question", "idea"], "kind_templates": {"question": OWN}}


def field(page: str) -> str:
    """What stands in the composer's field."""
    return unescape(page.split('id="composer-body"')[1].split(">\n", 1)[1].partition("</textarea>")[0])


def chosen(page: str) -> list[str]:
    """The values of the space and the kind that are chosen."""
    return [part.rsplit('value="', 1)[1].split('"')[0] for part in page.split(" selected>")[:-1]]


def test_a_kind_begins_with_its_own_template_then_the_space_s_then_its_questions() -> None:
    plain, both = a_space(), a_space(template="For all", **BUGS)
    only = a_space(template="", **BUGS)
    assert [beginning("question", one) for one in (plain, both, only)] == [prompt("question"), OWN, OWN]
    assert [beginning("idea", one) for one in (plain, both, only)] == [prompt("idea"), "For all", prompt("idea")]
    assert beginning("discussion", plain) == "" and beginning("intro", None).startswith("Where I am:")
    assert all(prompt(kind) for kind in Kind.values if kind != "discussion") and prompt("nonsense") == ""
    assert json.loads(beginnings(only)) == {"question": OWN} and beginnings(plain) == "{}"


def test_questions_are_asked_in_the_language_of_the_space() -> None:
    with translation.override("fi"):
        said = prompt("intro")
    assert beginning("intro", a_space(language="fi")) == said != prompt("intro") == beginning("intro", a_space())


def test_an_address_with_space_and_kind_begins_there(ben: Member, as_: As) -> None:
    bugs, talk = a_space("Bugs", **BUGS), a_space("Talk", kinds=["discussion"])
    client = as_(ben)
    page = client.get("/t/new/?space=bugs&kind=question").content.decode()
    assert (field(page), chosen(page)) == (OWN, [str(bugs.pk), "question"])
    assert "Your question in one sentence" in page and "people who know about it are asked" in page
    assert field(client.get("/t/new/?space=bugs&kind=idea").content.decode()) == prompt("idea")
    assert field(client.get("/t/new/?space=bugs&kind=announcement").content.decode()) == ""
    # The only space that takes the kind is chosen; of several, none.
    assert chosen(client.get("/t/new/?kind=question").content.decode()) == [str(bugs.pk), "question"]
    assert chosen(client.get("/t/new/?kind=discussion").content.decode()) == ["discussion"]
    assert talk.template_for("discussion") == ""


def test_without_a_script_a_button_brings_the_questions_and_leaves_typed_words(ben: Member, as_: As) -> None:
    bugs, other = a_space("Bugs", **BUGS), a_space("Other", template="Of the other")
    client = as_(ben)
    sent = {"space": bugs.pk, "kind": "question", "title": "It is broken", "tags": "rota", "begin": "yes"}
    for body in ("", "Of the other", OWN.replace("\n", "\r\n"), prompt("idea")):
        answer = client.post("/t/new/", sent | {"body": body})
        page = answer.content.decode()
        assert (answer.status_code, field(page), chosen(page)) == (200, OWN, [str(bugs.pk), "question"])
        assert ">\nIt is broken</textarea>" in page and 'value="rota"' in page
    assert field(client.post("/t/new/", sent | {"body": f"{OWN} Mine"}).content.decode()) == f"{OWN} Mine"
    assert not Thread.objects.exists() and other.kinds


def test_questions_nobody_answered_are_no_thread_and_no_draft(ben: Member, as_: As) -> None:
    bugs, client = a_space("Bugs", **BUGS), as_(ben)
    sent = {"space": bugs.pk, "kind": "question", "title": "It is broken again", "key": uuid.uuid4().hex}
    answer = client.post("/t/new/", sent | {"body": OWN})
    assert answer.status_code == 422 and "Only the questions stand there" in answer.content.decode()
    draft = {"draft_key": "new", "body": OWN, "space": bugs.pk, "kind": "question"}
    assert client.post("/drafts/save/", draft, headers={"Accept": "application/json"}).json()["version"] == 0
    client.post("/drafts/save/", draft | {"title": "It is broken again"})
    assert Draft.objects.get().body == ""
    page = client.get("/t/new/").content.decode()
    assert field(page) == OWN and ">\nIt is broken again</textarea>" in page
    assert field(client.get("/t/new/?kind=idea").content.decode()) == prompt("idea")
    Draft.objects.update(body="Typed by hand")
    assert field(client.get("/t/new/?space=bugs&kind=idea").content.decode()) == "Typed by hand"
    assert client.post("/t/new/", sent | {"body": f"{OWN} The one on Fridays."}).status_code == 302


def test_what_is_typed_is_told_from_what_stood_there(space: Space) -> None:
    space.template = "One\r\ntwo"
    assert all(is_untouched(text, [space]) for text in ("", "  \n", "One\ntwo ", prompt("intro")))
    assert not any(is_untouched(text, [space]) for text in ("One", "One\ntwo\nthree", f"{prompt('intro')} Oulu"))


def describing(**more: Any) -> dict[str, Any]:
    """The form of a space's settings."""
    chosen = {"purpose": "Kept purpose", "hue": "3", "kinds": ["question", "idea"], "who_starts": "members"}
    return {**chosen, "who_replies": "members", "who_opens_rooms": "hosts", **more}


def test_hosts_and_managers_write_a_template_for_each_kind_and_others_do_not(
    mia: Member, mo: Member, nia: Member, as_: As
) -> None:
    host = a_member("Hanna")
    space = a_space("Bugs", hosts=(host,), kinds=["question"], kind_templates={"intro": "Stays for its day"})
    path, sent = "/s/bugs/describe/", describing(template_question=OWN, template_idea="Why?", template_intro="No field")
    for member in (mo, nia):
        assert as_(member).post(path, sent).status_code == 403
    page = as_(host).get("/s/bugs/edit/").content.decode()
    assert 'name="template_question"' in page and 'name="template_announcement"' in page
    assert 'name="template_idea"' not in page and "What I tried:" in page
    assert as_(host).post(path, sent).status_code == 302
    space.refresh_from_db()
    assert space.kind_templates == {"intro": "Stays for its day", "question": OWN, "idea": "Why?"}
    assert as_(mia).post(path, describing(template_question=" ")).status_code == 302
    space.refresh_from_db()
    assert space.kind_templates == {"intro": "Stays for its day", "idea": "Why?"}


def test_a_wrong_template_is_refused_and_everything_stays_typed(mia: Member, as_: As) -> None:
    space = a_space("Bugs", kinds=["question"])
    for wrong in ("x" * 5001, "nul\0"):
        sent = describing(template_question=wrong, template_idea="Kept template")
        answer = as_(mia).post("/s/bugs/describe/", sent)
        page = answer.content.decode()
        assert answer.status_code == 422 and "Problem:" in page and "Kept template" in page
        assert '<details class="fold" open>' in page
    space.refresh_from_db()
    assert (space.kind_templates, space.purpose) == ({}, "")
