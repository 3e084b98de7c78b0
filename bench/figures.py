"""A figure, its target, and whether it was met: the one way a bench reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    target: float
    wish: Literal["at most", "at least"] = "at most"

    @property
    def met(self) -> bool:
        return self.value <= self.target if self.wish == "at most" else self.value >= self.target


def report(figures: Iterable[Figure]) -> bool:
    """Print each figure with its target; whether all were met."""
    all_met = True
    for figure in figures:
        verdict = "met" if figure.met else "MISSED"
        wish = f"{figure.wish} {figure.target:g} {figure.unit}"
        print(f"{figure.name:<64} {figure.value:>9.2f} {figure.unit:<5} {wish:<22} {verdict}", flush=True)
        all_met = all_met and figure.met
    return all_met
