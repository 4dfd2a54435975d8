"""A static embedding model in a folder: a row of numbers for each piece of a word; a text is the mean of its pieces.

The format of Model2Vec and of the static models of Sentence Transformers: `tokenizer.json`, and `model.safetensors`
with `embeddings` (or `embedding.weight`), and perhaps `weights` and `mapping`. The rows stay in the file, which the
system maps into memory for all processes together: only those that are asked for are read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from community.related.providing import provide
from config.lib.related_model import FILES

LONGEST_DIMENSION = 2_000
"""More cannot be indexed by pgvector."""
MOST_PIECES = 512
_SAMPLE = 1_000_000


class StaticModel:
    """Such a model, opened. Raises ValueError with a sentence where the folder holds something else."""

    def __init__(self, folder: str) -> None:
        from safetensors import safe_open
        from tokenizers import Tokenizer

        tokenizer, weights = (Path(folder) / name for name in FILES)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._tokenizer.no_padding()
        self._file = cast(Any, safe_open(str(weights), framework="np"))
        held = set(self._file.keys())
        table = next((key for key in ("embeddings", "embedding.weight") if key in held), None)
        if table is None:
            raise ValueError(f"{weights} holds no embeddings: it is not a static embedding model.")
        self._rows = self._file.get_slice(table)
        self._weights: Any = self._file.get_tensor("weights") if "weights" in held else None
        self._mapping: Any = self._file.get_tensor("mapping") if "mapping" in held else None
        self.dimension = self._dimension(weights)
        self.name = f"static:{Path(folder).name[:80]}:{_fingerprint(tokenizer, weights)}"
        self._unknown = self._unknown_piece(tokenizer)

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """A row of length 1 for each text, empty where it has no known piece."""
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        import numpy as np

        pieces = [at for at in self._tokenizer.encode(text, add_special_tokens=False).ids if at != self._unknown]
        if not pieces:
            return []
        rows = np.array([self._rows[self._place(at)] for at in pieces], dtype=np.float32)
        if self._weights is not None:
            rows *= self._weights[pieces].astype(np.float32)[:, None]
        mean = rows.mean(axis=0)
        length = float(np.linalg.norm(mean))
        return [float(number) for number in mean / length] if length else []

    def _place(self, piece: int) -> int:
        return piece if self._mapping is None else int(self._mapping[piece])

    def _dimension(self, weights: Path) -> int:
        shape = self._rows.get_shape()
        if len(shape) != 2 or not 1 <= shape[1] <= LONGEST_DIMENSION:
            raise ValueError(f"{weights} holds embeddings of the shape {shape}; it must be words × 1 to 2,000 numbers.")
        known = self._tokenizer.get_vocab_size()
        rows = shape[0] if self._mapping is None else len(self._mapping)
        if rows < known:
            raise ValueError(f"{weights} does not belong to its tokenizer.json: {rows} rows for {known} words.")
        return int(shape[1])

    def _unknown_piece(self, tokenizer: Path) -> int | None:
        model = self._tokenizer.model
        if hasattr(model, "unk_token"):
            return self._tokenizer.token_to_id(model.unk_token) if model.unk_token else None
        # Models of the kind Unigram do not say it, but their file does; parsed it would fill a hundred megabytes.
        said = re.search(rb'"unk_id":\s*(\d+)', tokenizer.read_bytes())
        return int(said[1]) if said else None


def _fingerprint(*files: Path) -> str:
    """Sizes, beginnings and ends of the files: half a gigabyte need not be read to see that it is another model."""
    digest = hashlib.sha256()
    for path in files:
        size = path.stat().st_size
        digest.update(str(size).encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:16]


provide("static", StaticModel)
