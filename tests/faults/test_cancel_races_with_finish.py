"""Two hundred cancels at about the moment of the end: cancelled without a trace, or completed with everything."""

import asyncio
import random
from pathlib import Path
from urllib.parse import urlsplit

from running_app import Api, RunningApp

ROUNDS = 200


async def test_a_cancel_that_races_with_the_end_leaves_one_truth(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    chance = random.Random(7)
    statuses: list[str] = []
    longest_wait = 0.5
    for _ in range(ROUNDS // 4):
        ids = await api.generate(project["id"], count=4)
        await asyncio.gather(*(_cancel_soon(api, each, chance.uniform(0, longest_wait)) for each in ids))
        generations = [await api.ended(each) for each in ids]
        for generation in generations:
            assert (generation["avatarId"] is not None) == (generation["status"] == "completed")
        ends = [generation["status"] for generation in generations]
        statuses += ends
        # A slow machine finishes later: follow it, so that cancels go on meeting ends.
        longest_wait *= 1 + 0.2 * (ends.count("cancelled") - 2)
    assert set(statuses) == {"cancelled", "completed"}
    seen = await api.read(f"/projects/{project['id']}")
    assert seen["avatarCount"] == statuses.count("completed")
    await _only_files_of_living_avatars_are_left(api, running, statuses.count("completed"))


async def _cancel_soon(api: Api, generation_id: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    answer = await api.post(f"/generations/{generation_id}/cancel")
    assert answer.status_code in (200, 409)


async def _only_files_of_living_avatars_are_left(api: Api, running: RunningApp, avatars: int) -> None:
    folder = Path(urlsplit(str(running.settings.storage_url)).path) / "avatar-creator" / str(api.user["id"])
    async with asyncio.timeout(15):
        while len([file for file in folder.iterdir() if file.is_file()]) != 4 * avatars:
            await asyncio.sleep(0.1)
