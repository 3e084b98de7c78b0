"""Several people at once, without threads.

Run: AVATAR_CREATOR_URL=… AVATAR_CREATOR_TOKEN=… python many_at_once.py
"""

import asyncio
import os

from avatar_creator_client import AsyncAvatarCreator

PEOPLE = ("an old sailor with a white beard", "a young chef with a bandana", "a teacher in a green cardigan")


async def main() -> None:
    async with AsyncAvatarCreator(os.environ["AVATAR_CREATOR_URL"], os.environ["AVATAR_CREATOR_TOKEN"]) as creator:
        project = await creator.create_project("A small town")
        asked = await asyncio.gather(*[creator.generate(project.id, person) for person in PEOPLE])
        ended = await creator.wait([generation_id for ids in asked for generation_id in ids])
        print(f"{sum(generation.status == 'completed' for generation in ended)} of {len(ended)} made")


asyncio.run(main())
