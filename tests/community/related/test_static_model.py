"""An embedding model in a folder: named rightly or refused with a sentence, read row by row, never waited for long."""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured
from tokenizers import Tokenizer, models, pre_tokenizers

from community.related import providing
from community.related.fusing import fused
from community.related.static_model import StaticModel
from config.lib.related_model import related_model
from tests.community.related.tiny_model import TITLES, be_patient, rows, write_model


def _setting(known: dict[str, str], name: str, default: str = "") -> str:
    return known.get(name, default)


def refusal(value: str) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        related_model(partial(_setting, {"RELATED_MODEL": value}))
    return str(refused.value)


def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("potion", "/srv/potion", "static:models/potion", "static:", "onnx:/srv/potion"):
        assert "it must be static: and the whole path" in refusal(wrong)
    (tmp_path / "tokenizer.json").write_text("{}")
    assert refusal(f"static:{tmp_path}").endswith("but model.safetensors cannot be found there.")
    assert "tokenizer.json and model.safetensors" in refusal("static:/nowhere")
    named = write_model(tmp_path / "model")
    monkeypatch.setattr("config.lib.related_model.PACKAGES", ("numpy", "not_here"))
    assert refusal(named).endswith("not_here cannot be imported: install the extra vector.")
    monkeypatch.undo()
    assert related_model(partial(_setting, {"RELATED_MODEL": f" {named} "})) == named
    assert related_model(partial(_setting, {})) == ""


def test_titles_about_the_same_are_nearest_in_and_between_five_languages(tmp_path: Path) -> None:
    model = StaticModel(write_model(tmp_path).removeprefix("static:"))
    assert model.dimension == 16 and model.name.startswith("static:")
    known = {language: np.array(model.vectors(titles)) for language, titles in TITLES.items()}
    for mine in known.values():
        assert np.allclose(np.linalg.norm(mine, axis=1), 1)
        for others in known.values():
            assert list(np.argmax(mine @ others.T, axis=1)) == [0, 1, 2, 3]
    assert model.vectors(["nothing it knows", "", "\0 💧"]) == [[], [], []]
    assert "huggingface_hub" not in sys.modules, "nobody is asked for anything"


def test_weights_and_shared_rows_are_read_as_they_are_meant(tmp_path: Path) -> None:
    words, table = rows()
    text, at = "fair rota", [words.index("fair"), words.index("rota")]
    weights = np.linspace(0.1, 2, len(words), dtype=np.float32)
    backwards = np.arange(len(words))[::-1].copy()
    folder = write_model(tmp_path, embeddings=table[::-1].copy(), weights=weights, mapping=backwards)
    mean = (table[at] * weights[at][:, None]).mean(axis=0)
    assert np.allclose(StaticModel(folder.removeprefix("static:")).vectors([text])[0], mean / np.linalg.norm(mean))
    halves = write_model(tmp_path / "half", **{"embedding.weight": table.astype(np.float16)})
    mean = table[at].mean(axis=0)
    found = StaticModel(halves.removeprefix("static:")).vectors([text])[0]
    assert np.allclose(found, mean / np.linalg.norm(mean), atol=1e-3)


def test_pieces_of_words_of_the_kind_unigram_leave_out_what_is_unknown(tmp_path: Path) -> None:
    write_model(tmp_path)
    words, _table = rows()
    pieces = Tokenizer(models.Unigram([(word, -1.0) for word in words], unk_id=0))
    pieces.pre_tokenizer = pre_tokenizers.Whitespace()
    pieces.save(str(tmp_path / "tokenizer.json"))
    model = StaticModel(str(tmp_path))
    assert model.vectors(["kettle 日本"]) == model.vectors(["kettle"])
    assert model.vectors(["日本"]) == [[]]


def test_a_folder_with_something_else_in_it_is_refused_with_a_sentence(tmp_path: Path) -> None:
    _words, table = rows()
    tensors: list[tuple[str, dict[str, Any]]] = [
        ("holds no embeddings", {"bias": table}),
        ("of the shape [7]", {"embeddings": np.zeros(7, dtype=np.float32)}),
        ("does not belong to its tokenizer.json: 5 rows", {"embeddings": table[:5].copy()}),
        ("words × 1 to 2,000 numbers", {"embeddings": np.zeros((80, 2_001), dtype=np.float32)}),
    ]
    for sentence, given in tensors:
        folder = write_model(tmp_path, **given)
        with pytest.raises(ValueError) as wrong:
            StaticModel(folder.removeprefix("static:"))
        assert sentence in str(wrong.value)
    (tmp_path / "model.safetensors").write_bytes(b"no such thing")
    with pytest.raises(Exception, match=r"[Hh]eader"):
        StaticModel(str(tmp_path))


def test_other_numbers_are_another_model(tmp_path: Path) -> None:
    names = {StaticModel(write_model(tmp_path, seed=seed).removeprefix("static:")).name for seed in (0, 1, 1)}
    assert len(names) == 2


class Unwilling:
    """A model that makes its asker wait, or fails."""

    name, dimension = "unwilling", 2

    def __init__(self, how: str) -> None:
        self.how = how

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        if self.how == "fails":
            raise RuntimeError("broken")
        time.sleep(0.4 if self.how == "waits" else 0)
        return [[1.0, 0.0] for _text in texts]


@pytest.fixture
def unwilling() -> Iterator[None]:
    providing.provide("unwilling", Unwilling)
    yield
    del providing.PROVIDERS["unwilling"]
    providing.close()


def test_who_types_waits_for_no_model(settings: Any, unwilling: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RELATED_MODEL = ""
    assert providing.meaning_of("fair rota") is None
    for how in ("unwilling:waits", "unwilling:fails", "unheard-of:model"):
        settings.RELATED_MODEL = how
        begun = time.perf_counter()
        assert [providing.meaning_of("fair rota") for _again in range(20)] == [None] * 20
        assert time.perf_counter() - begun < 1.5, "asked once, then left alone for a while"
    be_patient(monkeypatch)
    settings.RELATED_MODEL = "unwilling:no more"
    providing.with_model(lambda model: model.name)
    assert providing.meaning_of("fair rota") == ("unwilling", [1.0, 0.0])


def test_places_of_several_orders_add_up() -> None:
    assert fused([1, 2, 3], []) == [1, 2, 3], "one order alone stays as it is"
    assert fused([1, 2, 3], [9, 3]) == [3, 1, 9, 2], "what both have comes first, of equals the first order"
    assert fused([], []) == []
