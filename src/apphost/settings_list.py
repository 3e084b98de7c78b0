"""`avatar-creator settings`: every setting of the platform and of the installed apps, with its meaning."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings
from rich.console import Console
from rich.table import Table

from apphost.kit.settings import Settings
from apphost.registry import installed_apps


@dataclass(frozen=True, slots=True)
class SettingLine:
    name: str
    default: str
    meaning: str


def environment_name(settings: type[BaseSettings], field: object) -> str:
    """The environment variable that sets a field."""
    return f"{settings.model_config.get('env_prefix') or ''}{field}".upper()


def setting_lines(settings: type[BaseSettings]) -> Iterator[SettingLine]:
    """The settings of one class, under the names of their environment variables."""
    for name, field in settings.model_fields.items():
        default = "" if field.default in (None, PydanticUndefined) else str(field.default)
        yield SettingLine(environment_name(settings, name), default, field.description or "")


def list_settings() -> None:
    """Print them, a table for the platform and one for each app."""
    console = Console()
    for title, classes in _by_owner():
        table = Table("Setting", "Default", "Meaning", title=title, title_justify="left", expand=False)
        for settings in classes:
            for line in setting_lines(settings):
                table.add_row(line.name, line.default, line.meaning)
        console.print(table)


def _by_owner() -> Iterator[tuple[str, tuple[type[BaseSettings], ...]]]:
    yield "Platform", (Settings,)
    for app in installed_apps():
        yield app.title, app.settings
