"""Choices by seed: one number a question, so that answering one never changes another.

Pure; the same seed gives the same choices on every machine and Python.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chance:
    """A seed's answers. Questions are named; each name has its own stream."""

    seed: int

    def fraction(self, question: str) -> float:
        """A number in [0, 1) for this question."""
        digest = hashlib.blake2b(f"{self.seed}/{question}".encode(), digest_size=8).digest()
        return (int.from_bytes(digest) >> 11) / (1 << 53)

    def weighted(self, question: str, weights: Mapping[str, float]) -> str:
        """One of the keys, by weight. At least one weight must be above 0."""
        left = self.fraction(question) * sum(weights.values())
        chosen = ""
        for value, weight in weights.items():
            if weight > 0:
                chosen = value
                left -= weight
                if left < 0:
                    break
        return chosen

    def one_of(self, question: str, values: Sequence[T]) -> T:
        return values[int(self.fraction(question) * len(values))]
