"""The Python client against the real server: the same story told synchronously and asynchronously."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import pytest

from avatar_creator_client import (
    AsyncAvatarCreator,
    Attributes,
    AvatarCreator,
    Generation,
    NotAccepted,
    NotFound,
    NotMade,
    NotSignedIn,
    Persona,
)
from emulators.image_api import ImageApi
from running_app import Api, RunningApp

T = TypeVar("T")


def _token(api: Api) -> str:
    return str(api.http.headers["authorization"]).removeprefix("Bearer ")


@pytest.fixture
async def creator(running: RunningApp, api: Api) -> AsyncIterator[AsyncAvatarCreator]:
    async with AsyncAvatarCreator(running.url, _token(api)) as client:
        yield client


@pytest.fixture
def blocking(running: RunningApp, api: Api) -> Callable[[Callable[[AvatarCreator], T]], "asyncio.Future[T]"]:
    """Runs what blocks in a thread, since the server lives in this one."""

    def work(story: Callable[[AvatarCreator], T]) -> T:
        with AvatarCreator(running.url, _token(api)) as client:
            return story(client)

    return lambda story: asyncio.ensure_future(asyncio.to_thread(work, story))


async def test_a_described_person_is_there_when_waiting_is_over(creator: AsyncAvatarCreator) -> None:
    project = await creator.create_project("Spring")
    [avatar] = await creator.generate_and_wait(
        project.id, "a smiling woman with red hair", persona=Persona(name="Hanna"), seed=7
    )
    assert (avatar.persona.name, avatar.attributes.hair_color) == ("Hanna", "red")


async def test_the_blocking_client_tells_the_same_story(
    blocking: Callable[[Callable[[AvatarCreator], object]], "asyncio.Future[object]"],
) -> None:
    def story(creator: AvatarCreator) -> object:
        project = creator.create_project("Spring")
        avatars = creator.generate_and_wait(project.id, "an old sailor", count=2, attributes=Attributes(gender="male"))
        assert {avatar.id for avatar in creator.avatars(project.id)} == {avatar.id for avatar in avatars}
        return creator.download(avatars[0], "300")[:2]

    assert await blocking(story) == b"\xff\xd8"


async def test_progress_is_told_in_order_until_the_end(creator: AsyncAvatarCreator) -> None:
    told: list[Generation] = []
    project = await creator.create_project("Spring")
    await creator.generate_and_wait(project.id, "a calm man", on_progress=told.append)
    versions = [generation.version for generation in told]
    assert versions == sorted(set(versions))
    assert told[-1].status == "completed"


async def test_what_ended_before_anybody_listened_is_found(creator: AsyncAvatarCreator, api: Api) -> None:
    project = await creator.create_project("Spring")
    [generation_id] = await creator.generate(project.id, "a calm man")
    await api.ended(generation_id)
    [generation] = await creator.wait([generation_id])
    assert generation.status == "completed"


async def test_a_picture_that_failed_is_an_error_with_its_reason(
    creator: AsyncAvatarCreator, image_api: ImageApi
) -> None:
    await image_api.next(status=401)
    project = await creator.create_project("Spring")
    with pytest.raises(NotMade) as failure:
        await creator.generate_and_wait(project.id, "a calm man", provider="huggingface")
    assert failure.value.generation.problem is not None


async def test_waiting_too_long_says_so_and_lets_the_picture_go_on(
    creator: AsyncAvatarCreator, image_api: ImageApi
) -> None:
    await image_api.next(latency=3)
    project = await creator.create_project("Spring")
    ids = await creator.generate(project.id, "a calm man", provider="huggingface")
    with pytest.raises(TimeoutError):
        await creator.wait(ids, timeout_seconds=0.5)
    [generation] = await creator.wait(ids)
    assert generation.status == "completed"


async def test_all_pages_are_walked(creator: AsyncAvatarCreator) -> None:
    names = {(await creator.create_project(f"Project {number}")).name for number in range(60)}
    assert {project.name async for project in creator.projects()} == names


async def test_what_is_unknown_is_not_found(creator: AsyncAvatarCreator) -> None:
    with pytest.raises(NotFound) as problem:
        await creator.avatar("01890000-0000-7000-8000-000000000000")
    assert problem.value.slug == "avatar-not-found"


async def test_what_is_not_accepted_names_the_field(creator: AsyncAvatarCreator) -> None:
    with pytest.raises(NotAccepted) as problem:
        await creator.create_project("")
    assert problem.value.errors[0]["pointer"] == "#/name"


async def test_a_wrong_token_is_told_at_once_even_while_waiting(running: RunningApp) -> None:
    async with AsyncAvatarCreator(running.url, "wrong") as creator:
        with pytest.raises(NotSignedIn):
            await creator.wait(["01890000-0000-7000-8000-000000000000"])
