"""Where meanings cannot be kept or a model fails: words for readers, a sentence for operators, and all goes on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.composing.lookalikes import lookalikes
from community.related import providing, vectors
from community.related.filling import fill
from community.related.models import MeaningIndex, RelatedThreads
from community.related.tasks import check_meanings, work_out_related
from members.profiles.models import Member
from tests.community.related.tiny_model import be_patient
from tests.factories import a_thread

pytestmark = pytest.mark.django_db
TITLE = "How do you keep a rota fair in winter?"


class Letters:
    """A model that counts letters: what has the same ones means the same. It can be told to fail."""

    name, dimension = "letters:1", 26
    wrong: str = ""

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        if self.wrong == "breaks":
            raise RuntimeError("the disk is gone")
        rows = [[float(text.lower().count(chr(97 + at))) for at in range(26)] for text in texts]
        return [row[:5] for row in rows] if self.wrong == "is short" else rows


@pytest.fixture
def letters_model(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Letters]:
    """An installation with another provider than ours."""
    be_patient(monkeypatch)
    model = Letters()
    providing.provide("letters", lambda rest: model)
    settings.RELATED_MODEL = "letters:any"
    providing.close()
    providing.with_model(lambda model: model.name)
    yield model
    del providing.PROVIDERS["letters"]
    providing.close()


def by_words_alone(delivered: Callable[[], int], nia: Member) -> None:
    """What readers get as if there were no model."""
    one, other = a_thread(title=TITLE, source="Keep the rota fair."), a_thread(title="A rota that is fair in winter")
    delivered()
    assert work_out_related() >= 2
    assert RelatedThreads.objects.get(thread=one).ids == [other.pk]
    assert one in [found.thread for found in lookalikes(nia, "How do you keep a rota fair")]


def test_another_provider_takes_part(letters_model: Letters, delivered: Callable[[], int], nia: Member) -> None:
    made = [a_thread(title=title, source=title) for title in ("qqqq zzzz", "zzqq qqzz", "eeee aaaa", "oooo uuuu")]
    delivered()
    work_out_related()
    assert RelatedThreads.objects.get(thread=made[0]).ids == [made[1].pk]
    assert {found.thread for found in lookalikes(nia, "q z q z")} == set(made[:2])


def test_a_database_without_pgvector_or_without_the_right_says_what_to_do(
    letters_model: Letters, delivered: Callable[[], int], nia: Member, olli: Member,
    as_: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(vectors, "EXTENSION", "vectors_of_nowhere")
    by_words_alone(delivered, nia)
    assert check_meanings() == 0
    page = as_(olli).get(reverse("operations")).text
    assert "Related threads go by words alone. What went wrong: PostgreSQL has no pgvector here" in page
    with pytest.raises(CommandError, match=r"^PostgreSQL has no pgvector here: install it on the database server"):
        call_command("related_by_meaning", "--build")
    monkeypatch.setattr(vectors, "EXTENSION", "vector")
    with connection.cursor() as cursor:
        role = f"plain_{connection.settings_dict['NAME']}"[:60]
        cursor.execute(f'CREATE ROLE "{role}" NOSUPERUSER')
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        with pytest.raises(vectors.NoVectors, match="let a superuser run CREATE EXTENSION vector; in this database"):
            vectors.make_table(26)
        cursor.execute("RESET ROLE")
        # The superuser has been here: now the right is not needed any more.
        cursor.execute("CREATE EXTENSION vector")
        cursor.execute(f'GRANT CREATE ON SCHEMA public TO "{role}"')
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        vectors.make_table(26)
        cursor.execute("RESET ROLE")
        assert vectors.are_kept()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [("breaks", "RuntimeError: the disk is gone"), ("is short", "ValueError: The model does not give 26 numbers")],
)
def test_a_broken_model_is_told_to_operators_and_tried_again_later(
    letters_model: Letters, delivered: Callable[[], int], nia: Member, olli: Member,
    as_: Callable[[Any], Client], wrong: str, sentence: str,
) -> None:  # fmt: skip
    letters_model.wrong = wrong
    by_words_alone(delivered, nia)
    page = as_(olli).get(reverse("operations")).text
    assert sentence in page
    out = StringIO()
    call_command("related_by_meaning", stdout=out, stderr=out)
    assert "nothing is written yet" in out.getvalue() or "being written, not in use yet" in out.getvalue()
    assert sentence in out.getvalue()
    letters_model.wrong = ""
    assert fill(1) == 0, "not before five minutes are over"
    MeaningIndex.objects.update(failed_at=timezone.now() - timedelta(minutes=6))
    assert fill(1) == 2
    assert "by words alone" not in as_(olli).get(reverse("operations")).text
    assert MeaningIndex.objects.get().filled_at is not None


def test_a_table_that_vanished_is_made_again(letters_model: Letters, delivered: Callable[[], int], nia: Member) -> None:
    a_thread(title=TITLE, source="")
    delivered()
    assert fill(1) == 1
    vectors.drop_table()  # as after a restored backup that had none
    assert [found.thread.title for found in lookalikes(nia, "How do you keep a rota fair")] == [TITLE]
    assert check_meanings() == 0
    assert fill(1) == 1 and vectors.count() == 1
