"""Every problem has a page that says what happened and what to do, and no page is left without its problem."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

import apphost
import avatar_creator
from apphost.kit.problems import Problem
from avatar_creator.providers.base import ProviderError
from running_app import RunningApp

SOURCES = Path(apphost.__file__).parent.parent
FRAMEWORK = {"bad-request", "method-not-allowed", "unsupported-media-type"}
"""Slugs of what the framework itself answers."""


def slugs() -> set[str]:
    """All that can be answered or stored: of both families, and those written out in the sources."""
    for package in (apphost, avatar_creator):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not re.search(r"\.(migrations|cli|child)\b", module.name):
                importlib.import_module(module.name)
    found = {Problem.slug, ProviderError.slug}
    found |= {kind.slug for kind in _below(Problem)} | {kind.slug for kind in _below(ProviderError)}
    written = re.compile(r'"slug": "([a-z-]+)"')
    return found | FRAMEWORK | {slug for file in SOURCES.rglob("*.py") for slug in written.findall(file.read_text())}


Kind = TypeVar("Kind", Problem, ProviderError)


def _below(kind: type[Kind]) -> Iterator[type[Kind]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def pages() -> dict[str, Path]:
    return {page.stem: page for page in SOURCES.glob("*/problem_pages/*.md")}


def test_every_problem_has_a_page_and_every_page_a_problem() -> None:
    # `too-large` is the framework's answer to a body over its limit; its words are the framework's too.
    assert set(pages()) == slugs() - {"too-large"}


@pytest.mark.parametrize("slug", sorted(pages()))
def test_a_page_has_a_title_and_says_what_to_do(slug: str) -> None:
    title, *paragraphs = [part for part in pages()[slug].read_text().split("\n\n") if part.strip()]
    assert title.startswith("# ")
    assert len(paragraphs) >= 2


async def test_pages_are_served_at_the_address_in_the_answer(running: RunningApp) -> None:
    async with running.client() as anybody:
        problem = (await anybody.get("/api/me")).json()
        page = await anybody.get(problem["type"])
    assert page.status_code == 200
    assert "<h1>Sign in first</h1>" in page.text


@pytest.mark.parametrize("slug", ["nothing-of-the-kind", "not.found", "<script>"])
async def test_other_addresses_are_unknown(running: RunningApp, slug: str) -> None:
    async with running.client() as anybody:
        assert (await anybody.get(f"/problems/{slug}")).status_code == 404
