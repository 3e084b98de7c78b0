"""The command line. Each command imports what it needs when it runs, so that `--help` and `up` start at once."""

import asyncio
import json
import os
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from apphost.backup import Act
    from apphost.kit.settings import Settings

    AnySettings = TypeVar("AnySettings", bound=BaseSettings)

cli = typer.Typer(
    name="avatar-creator",
    help="Persistent people-avatars. `avatar-creator up` starts everything on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
users = typer.Typer(help="Accounts and sign-in links.", no_args_is_help=True)
cli.add_typer(users, name="users")

Host = Annotated[str, typer.Option(help="Address to bind.")]
Port = Annotated[int, typer.Option(help="Port to bind.", min=0, max=65535)]
Data = Annotated[Path, typer.Option(help="Folder of the embedded engines, pictures and secrets.", envvar="DATA_DIR")]


@cli.command()
def up(
    data: Data = Path("data"),
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="Worker processes.", min=1)] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
) -> None:
    """Start everything on this machine: engines, API and workers. Ctrl-C stops it all in order."""
    from apphost.supervisor import UpOptions, run

    raise typer.Exit(run(UpOptions(data=data, host=host, port=port, workers=workers, open_browser=not no_open)))


@cli.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    processes: Annotated[int, typer.Option(help="Server processes on this machine.", min=1)] = 1,
) -> None:
    """Serve the API, the event stream and the page. Needs DATABASE_URL, REDIS_URL and SECRET_KEY."""
    import uvicorn

    from apphost.http_protocol import HttpProtocol

    os.environ["HOST"], os.environ["PORT"] = host, str(port)
    _check_settings()
    uvicorn.run(
        "apphost.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=processes if processes > 1 else None,
        loop="uvloop",
        http=HttpProtocol,
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        backlog=4096,
        timeout_graceful_shutdown=5,
    )


@cli.command()
def worker(
    concurrency: Annotated[
        int | None, typer.Option(help="Generations taken at once; else WORKER_CONCURRENCY.", min=1)
    ] = None,
) -> None:
    """Run jobs and sweepers. Needs DATABASE_URL, REDIS_URL and SECRET_KEY; start as many as you like."""
    if concurrency is not None:
        os.environ["WORKER_CONCURRENCY"] = str(concurrency)
    settings = _check_settings()
    import uvloop

    from apphost.registry import installed_apps
    from apphost.worker import run_worker

    uvloop.run(run_worker(settings, installed_apps()))


@cli.command()
def migrate() -> None:
    """Bring the database to this release's schema; quick when there is nothing to do."""
    from apphost.kit.migrations import migrate as apply
    from apphost.kit.settings import SettingsProblem
    from apphost.registry import migration_branches

    settings = _settings()
    try:
        reached = asyncio.run(apply(settings.required("database_url"), migration_branches()))
    except SettingsProblem as problem:
        _refuse(str(problem))
    print("\n".join(f"now at {name}" for name in reached) or "nothing to do")


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The new file to write.")],
    data: Data = Path("data"),
) -> None:
    """Write database and pictures into one file. Everything may keep running."""
    from apphost.backup import save

    _with_installation(save, file, data, may_be_new=False)
    print(f"saved {file}")


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    data: Data = Path("data"),
) -> None:
    """Make an empty installation what a backup holds: a new data folder, or an empty database and storage."""
    from apphost.backup import restore as restore_from

    _with_installation(restore_from, file, data, may_be_new=True)
    print(f"restored {file}")


@cli.command()
def status(
    data: Data = Path("data"),
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """What runs on a data folder: processes, addresses, the queue."""
    from apphost.status import describe, status_of

    found = asyncio.run(status_of(data))
    print(json.dumps(found, indent=2) if as_json else describe(found))
    raise typer.Exit(0 if found["running"] else 3)


@cli.command()
def settings() -> None:
    """List every setting with its present value, its default and its meaning."""
    from apphost.settings_list import list_settings

    list_settings()


@cli.command()
def openapi() -> None:
    """Print the API's OpenAPI document."""
    from apphost.kit.settings import Settings
    from apphost.main import create_app

    nowhere = Settings(
        database_url="postgresql:///none",
        redis_url="redis://none",
        secret_key="0" * 32,
    )
    print(json.dumps(create_app(nowhere).openapi(), indent=2, ensure_ascii=False))


@users.command("link")
def link(
    email: Annotated[str | None, typer.Argument(help="Whose; without it, the owner's.")] = None,
    data: Data = Path("data"),
) -> None:
    """Print a one-time sign-in link, valid for a day."""
    from apphost.accounts import NoSuchAccount, create_sign_in_link, sign_in_url
    from apphost.engines import DataFolder
    from apphost.kit.database import Database
    from apphost.supervisor import status

    settings = _settings(data)
    base_url = settings.public_url or status(DataFolder(data))["url"] or settings.base_url

    async def make() -> str:
        db = Database(settings.required("database_url"), size=1)
        try:
            async with db.transaction() as tx:
                return await create_sign_in_link(tx, email)
        finally:
            await db.close()

    try:
        print(sign_in_url(base_url, asyncio.run(make())))
    except NoSuchAccount as problem:
        _refuse(problem.detail)


def main() -> None:
    """Entry point: the platform's commands and those of the installed apps."""
    for entry_point in entry_points(group="apphost.commands"):
        cli.command(name=entry_point.name)(entry_point.load())
    cli()


def _settings(data: Path | None = None) -> "Settings":
    """From the environment; with a data folder that is up, its engines' addresses fill what is not set."""
    from apphost.kit.settings import Settings

    if data is not None:
        from apphost.engines import DataFolder
        from apphost.supervisor import attach

        for name, value in (attach(DataFolder(data)) or {}).items():
            os.environ.setdefault(name, value)
    return _read(Settings)


def _with_installation(act: "Act", file: Path, data: Path, *, may_be_new: bool) -> None:
    """Save or restore the installation that the settings name, or that of the data folder."""
    from apphost.backup import BackupProblem, Progress, database_of
    from apphost.engines import EngineError
    from apphost.kit.database import DatabaseAway
    from apphost.kit.settings import SettingsProblem
    from apphost.kit.storage import open_storage
    from apphost.registry import migration_branches

    os.environ["DATA_DIR"] = str(data)
    settings = _settings(data)
    try:
        with database_of(settings, may_be_new=may_be_new) as url, Progress() as progress:
            storage = open_storage(settings.object_storage_url)
            asyncio.run(act(url, storage, migration_branches(), file, progress))
    except (BackupProblem, EngineError, SettingsProblem) as problem:
        _refuse(str(problem))
    except DatabaseAway as problem:
        _refuse(problem.detail)


def _check_settings() -> "Settings":
    """The settings of a process that serves or works: the platform's complete, the apps' readable."""
    from apphost.kit.settings import SettingsProblem
    from apphost.registry import installed_apps

    settings = _settings()
    try:
        settings.required("database_url"), settings.required("redis_url"), settings.required_secret()
    except SettingsProblem as problem:
        _refuse(str(problem))
    for app in installed_apps():
        for kind in app.settings:
            _read(kind)
    return settings


def _read(kind: "type[AnySettings]") -> "AnySettings":
    """Read settings from the environment, or refuse in one line that names what to change."""
    from pydantic import ValidationError

    from apphost.settings_list import environment_name

    try:
        return kind()
    except ValidationError as error:
        _refuse("; ".join(f"{environment_name(kind, item['loc'][0])}: {item['msg']}" for item in error.errors()))


def _refuse(line: str) -> NoReturn:
    print(f"avatar-creator: {line}", file=sys.stderr)
    raise typer.Exit(2)


if __name__ == "__main__":
    main()
