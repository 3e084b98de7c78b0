"""The plug-in door: the example app is installed, works, is removed, and comes back to its data."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from supervised import Up, until

EXAMPLE = Path(__file__).parents[2] / "examples" / "pose_generator"
APP = "/api/apps/avatar-creator"
SHEETS = "/api/apps/pose-generator/sheets"

StartUp = Callable[[Path | None], Up]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example as pip installs it."""
    folder = tmp_path_factory.mktemp("installed")
    source = Path(shutil.copytree(EXAMPLE, folder / "source"))
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", folder / "site", source], check=True)
    return folder / "site"


@pytest.fixture
def up(tmp_path: Path) -> Iterator[StartUp]:
    started: list[Up] = []

    def start(site: Path | None) -> Up:
        path = os.pathsep.join(filter(None, [str(site or ""), *sys.path]))
        started.append(Up.real(tmp_path / "data", DRAIN_SECONDS="1", PYTHONPATH=path))
        return started[-1].wait_ready()

    yield start
    for one in started:
        one.end()


@pytest.fixture
def signed_in() -> Iterator[Callable[[Up], httpx.Client]]:
    """The owner of an installation, by the link it printed."""
    clients: list[httpx.Client] = []
    headers: dict[str, str] = {}

    def sign_in(running: Up) -> httpx.Client:
        url = running.status["url"]
        link = re.search(r"token=(\S+)", running.output)
        if link:
            answer = httpx.post(f"{url}/api/auth/link", json={"token": link[1]})
            headers["authorization"] = f"Bearer {answer.json()['accessToken']}"
        clients.append(httpx.Client(base_url=url, headers=headers, timeout=30))
        return clients[-1]

    yield sign_in
    for client in clients:
        client.close()


def test_an_app_comes_and_goes_and_leaves_its_data_alone(
    installed: Path, up: StartUp, signed_in: Callable[[Up], httpx.Client]
) -> None:
    with_it = up(installed)
    person = signed_in(with_it)
    avatar = _new_avatar(person)
    sheet = _new_sheet(person, avatar["id"])
    assert sheet["status"] == "ready", sheet["problem"]
    assert len({person.get(pose["imageUrl"]).content for pose in sheet["poses"]}) == len(sheet["expressions"])
    assert _apps(person)["pose-generator"]["uiUrl"] == "/apps/pose-generator/ui/index.js"
    assert "export function mount" in person.get("/apps/pose-generator/ui/index.js").text
    assert _uses(person, avatar["id"]) == [("pose-generator", "posed", sheet["id"])]
    with_it.end()

    without = up(None)
    person = signed_in(without)
    assert list(_apps(person)) == ["avatar-creator"]
    assert person.get(SHEETS).status_code == 404
    assert _uses(person, avatar["id"]) == [("pose-generator", "posed", sheet["id"])]
    without.end()

    again = up(installed)
    person = signed_in(again)
    assert [each["id"] for each in person.get(SHEETS).json()["items"]] == [sheet["id"]]


def test_a_sheet_of_nobody_is_not_begun(installed: Path, up: StartUp, signed_in: Callable[[Up], httpx.Client]) -> None:
    person = signed_in(up(installed))
    answer = person.post(SHEETS, json={"avatarId": "01890000-0000-7000-8000-000000000000"})
    assert (answer.status_code, answer.json()["slug"]) == (404, "avatar-not-found")
    assert person.get(SHEETS).json()["items"] == []


def test_it_comes_in_by_public_doors_alone() -> None:
    doors = {"apphost.kit", "apphost.events", "apphost.files", "avatar_creator.public"}
    for file in EXAMPLE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith(("apphost", "avatar_creator")):
                assert ".".join(module.split(".")[:2]) in doors, f"{file.name} imports {module}"


def _new_avatar(person: httpx.Client) -> dict[str, Any]:
    project = person.post(f"{APP}/projects", json={"name": "Poses"}).json()
    asked = {"prompt": "a woman with short black hair", "seed": 3}
    generation = person.post(f"{APP}/projects/{project['id']}/avatars/generate", json=asked).json()
    ended = person.get(f"{APP}/generations/{generation['generationId']}?wait=30", timeout=40).json()
    avatar: dict[str, Any] = person.get(f"{APP}/avatars/{ended['avatarId']}").json()
    return avatar


def _new_sheet(person: httpx.Client, avatar_id: str) -> dict[str, Any]:
    asked = person.post(SHEETS, json={"avatarId": avatar_id})
    assert asked.status_code == 202, asked.text

    def ended() -> dict[str, Any] | None:
        sheet: dict[str, Any] = person.get(f"{SHEETS}/{asked.json()['id']}").json()
        return sheet if sheet["completedAt"] else None

    sheet: dict[str, Any] = until(ended)
    return sheet


def _apps(person: httpx.Client) -> dict[str, Any]:
    return {app["id"]: app for app in person.get("/api/apps").json()["items"]}


def _uses(person: httpx.Client, avatar_id: str) -> list[tuple[str, str, str]]:
    items = person.get(f"{APP}/avatars/{avatar_id}/usage-history").json()["items"]
    return [(use["appId"], use["action"], use["referenceId"]) for use in items]
