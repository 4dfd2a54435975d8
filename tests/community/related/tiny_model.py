"""A static embedding model small enough to write down: what some words mean in five languages, and nothing else.

The folder is a real one, read by the same code as any other; only its numbers were chosen and not learned.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

MEANINGS = {
    "rota": "rota roster schedule shifts työvuorolista vuorot grafik dyżury beosztás ügyelet расписание дежурства",
    "fair": "fair equal evenly reilu tasapuolisesti sprawiedliwy równo igazságos egyenlően справедливое поровну",
    "kettle": "kettle teapot boiler vedenkeitin keitin czajnik czajnika vízforraló teáskanna чайник чайника",
    "broken": "broken leaks leaking rikki vuotaa zepsuty cieknie elromlott szivárog сломан течёт",
    "garden": "garden beds compost puutarha kasvimaa ogród grządki kert ágyások огород грядки",
    "key": "key keys lock avain avaimet klucz klucze kulcs kulcsok ключ ключи",
}
TITLES = {
    "en": ("An equal roster of shifts", "The teapot leaks", "Compost for our beds", "Where are the keys"),
    "fi": ("Reilu työvuorolista", "Vedenkeitin on rikki", "Puutarha ja kasvimaa", "Missä avaimet ovat"),
    "pl": ("Sprawiedliwy grafik dyżury równo", "Czajnik cieknie", "Ogród i grządki", "Gdzie są klucze"),
    "hu": ("Igazságos beosztás", "A vízforraló szivárog", "A kert és az ágyások", "Hol vannak a kulcsok"),
    "ru": ("Справедливое расписание", "Чайник течёт", "Огород и грядки", "Где ключи"),
}
"""By language, one title about each of four matters, in the same order."""


def rows(seed: int = 0, dimension: int = 16) -> tuple[list[str], Any]:
    """The words, and for each of them the direction of its meaning with a little of its own."""
    chance = np.random.default_rng(seed)
    words, found = ["[UNK]"], [np.zeros(dimension)]
    for axis, line in enumerate(MEANINGS.values()):
        for word in line.split():
            words.append(word)
            found.append(np.eye(dimension)[axis] + chance.normal(0, 0.05, dimension))
    return words, np.array(found, dtype=np.float32)


def write_model(folder: Path, *, seed: int = 0, dimension: int = 16, **tensors: Any) -> str:
    """Write the model into a folder; returns what RELATED_MODEL names it."""
    folder.mkdir(parents=True, exist_ok=True)
    words, table = rows(seed, dimension)
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(tensors or {"embeddings": table}, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({"model_type": "model2vec", "normalize": True}))
    return f"static:{folder}"


def be_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine with much else to do, what is found matters here and not within which time."""
    monkeypatch.setattr("community.related.providing.READER_SECONDS", 10.0)
    monkeypatch.setattr("community.related.nearest.READER_MILLISECONDS", 10_000)
