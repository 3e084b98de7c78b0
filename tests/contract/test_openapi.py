"""The published document: committed for the page's types, complete, and true to what is answered."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import SecretStr

from apphost.kit.settings import Settings
from apphost.main import create_app
from avatar_creator.avatars.schemas import AvatarEvent
from avatar_creator.generations.schemas import GenerationEvent
from avatar_creator.projects.schemas import ProjectEvent
from running_app import Api, RunningApp

COMMITTED = Path("frontend/openapi.json")
BASE = "/api/apps/avatar-creator"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    nowhere = Settings(database_url="postgresql:///none", redis_url="redis://none", secret_key=SecretStr("0" * 32))
    return create_app(nowhere).openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_committed_document_is_the_present_one(document: dict[str, Any]) -> None:
    again = "avatar-creator openapi > frontend/openapi.json && cd frontend && npm run api"
    assert json.loads(COMMITTED.read_text()) == document, f"make it anew: {again}"


def test_every_operation_belongs_to_a_room_and_has_a_name(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation.get("tags"), name
        assert operation.get("summary"), name
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(ids)) == len(ids)


def test_every_json_body_has_an_example(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        for body in (operation.get("requestBody", {}), *answers):
            schema = body.get("content", {}).get("application/json", {}).get("schema")
            if schema:
                assert _examples(document, schema), f"{name}: no example of {schema}"


def test_examples_are_what_their_schemas_say(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for example in schema.get("examples", ()):
            jsonschema.validate(example, {**schema, "components": document["components"]})


def _examples(document: dict[str, Any], schema: dict[str, Any]) -> list[Any]:
    named = schema.get("$ref", "").rpartition("/")[2]
    found: list[Any] = document["components"]["schemas"].get(named, schema).get("examples", [])
    return found or [each for part in schema.get("anyOf", ()) for each in _examples(document, part)]


async def test_answers_are_what_the_document_says(api: Api, document: dict[str, Any]) -> None:
    """Reads encode their rows themselves: this keeps them to the published shapes."""
    avatar = await api.new_avatar(prompt="a woman with red hair, quantum", persona={"name": "Ruth", "age": 50})
    project_id, avatar_id = avatar["projectId"], avatar["id"]
    paths = {
        "/projects": {},
        "/projects/{project_id}": {"project_id": project_id},
        "/projects/{project_id}/avatars": {"project_id": project_id},
        "/avatars": {},
        "/avatars/{avatar_id}": {"avatar_id": avatar_id},
        "/tags": {},
        "/trash": {},
        "/avatars/{avatar_id}/usage-history": {"avatar_id": avatar_id},
        "/stats": {},
        "/generations": {},
        "/generations/{generation_id}": {"generation_id": avatar["generationId"]},
        "/attributes": {},
        "/providers": {},
    }
    for path, values in paths.items():
        check(document, "get", BASE + path, 200, await api.read(path.format(**values)))
    for path in ("/api/me", "/api/apps", "/api/auth/options"):
        check(document, "get", path, 200, (await api.http.get(path)).json())
    asked = await api.made(f"/projects/{project_id}/avatars/generate", {"prompt": "a man"})
    check(document, "post", f"{BASE}/projects/{{project_id}}/avatars/generate", 202, asked)
    waiting = await api.read(f"/generations/{asked['generationId']}")
    check(document, "get", f"{BASE}/generations/{{generation_id}}", 200, waiting)
    check(document, "post", f"{BASE}/prompts/preview", 200, await api.made("/prompts/preview", {"prompt": "a man"}))
    gone = (await api.delete(f"/projects/{project_id}")).json()
    check(document, "delete", f"{BASE}/projects/{{project_id}}", 200, gone)
    restored = await api.made(f"/projects/{project_id}/restore")
    check(document, "post", f"{BASE}/projects/{{project_id}}/restore", 200, restored)
    moved = await api.made(f"/avatars/{avatar_id}/move", {"projectId": (await api.new_project())["id"]})
    check(document, "post", f"{BASE}/avatars/{{avatar_id}}/move", 200, moved)
    check(document, "post", f"{BASE}/avatars/{{avatar_id}}/copy", 201, await api.made(f"/avatars/{avatar_id}/copy", {}))
    check(document, "post", f"{BASE}/trash/empty", 200, await api.made("/trash/empty", {}))


async def test_events_carry_the_schemas_of_the_reads(api: Api, document: dict[str, Any]) -> None:
    async with api.events() as events:
        avatar = await api.new_avatar()
        done = await events.wait_for("generation:completed")
        made = await events.wait_for("avatar:created")
        changed = await events.wait_for("project:updated")
    GenerationEvent.model_validate(done)
    AvatarEvent.model_validate(made)
    ProjectEvent.model_validate(changed)
    for data in (done, made):
        assert_valid(document, {"$ref": "#/components/schemas/Avatar"}, data["avatar"])
    assert_valid(document, {"$ref": "#/components/schemas/Generation"}, done["generation"])
    assert done["avatar"] == avatar


async def test_failures_are_problem_documents(running: RunningApp, api: Api, document: dict[str, Any]) -> None:
    answers = [
        await api.get("/projects/nothing"),
        await api.post("/projects", {"name": ""}),
        await api.http.get("/api/nothing/here"),
        await api.http.patch("/api/me"),
        await api.http.post("/api/auth/login", content=b"no json", headers={"content-type": "application/json"}),
    ]
    for answer in answers:
        assert answer.headers["content-type"] == "application/problem+json"
        assert_valid(document, {"$ref": "#/components/schemas/ProblemDocument"}, answer.json())
        assert answer.json()["requestId"] == answer.headers["x-request-id"]


def check(document: dict[str, Any], method: str, path: str, status: int, answer: object) -> None:
    content = document["paths"][path][method]["responses"][str(status)]["content"]
    assert_valid(document, content["application/json"]["schema"], answer)


def assert_valid(document: dict[str, Any], schema: dict[str, Any], answer: object) -> None:
    jsonschema.validate(answer, {**schema, "components": document["components"]})
