"""The docs name every setting, command, event and module of the walks, and name nothing that is gone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from apphost.cli import cli, users
from apphost.kit.settings import Settings
from apphost.registry import installed_apps
from apphost.settings_list import setting_lines

OPERATIONS = Path("docs/operations.md").read_text()
EVENTS = Path("docs/events.md").read_text()
SOURCES = {file: file.read_text() for file in Path("src").rglob("*.py")}
_EVENT = re.compile(r'"((?:generation|avatar|project):[a-z]+)"')


def settings_classes() -> Iterator[type[BaseSettings]]:
    yield Settings
    for app in installed_apps():
        yield from app.settings


@pytest.mark.parametrize("settings", list(settings_classes()))
def test_every_setting_is_explained(settings: type[BaseSettings]) -> None:
    for line in setting_lines(settings):
        assert line.meaning, line.name
        assert f"| `{line.name}` |" in OPERATIONS, line.name


def test_no_setting_is_explained_that_is_gone() -> None:
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE))
    assert explained == {line.name for settings in settings_classes() for line in setting_lines(settings)}


def test_every_command_is_explained() -> None:
    names = [
        command.callback.__name__ for group in (cli, users) for command in group.registered_commands if command.callback
    ]
    for name in names:
        assert f"`{name}" in OPERATIONS or f" {name} [" in OPERATIONS, name


def test_every_event_is_explained_and_none_that_is_gone() -> None:
    published = {name for text in SOURCES.values() for name in _EVENT.findall(text)}
    explained = set(re.findall(r"^\| `([a-z]+:[a-z]+)` \|", EVENTS, re.MULTILINE))
    assert explained == published


@pytest.mark.parametrize("page", sorted(Path("docs").glob("*.md")), ids=lambda page: page.name)
def test_files_that_the_docs_name_exist(page: Path) -> None:
    for path in re.findall(r"`((?:src|tests|bench|docs|frontend|scripts)/[\w./-]+)`", page.read_text()):
        assert Path(path).exists(), f"{page} names {path}"
