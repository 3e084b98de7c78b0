"""Describe a person, watch the picture being made, save it.

Run: AVATAR_CREATOR_URL=… AVATAR_CREATOR_TOKEN=… python generate_and_wait.py portrait.jpg
"""

import os
import sys
from pathlib import Path

from avatar_creator_client import AvatarCreator, Generation, Persona


def show(generation: Generation) -> None:
    print(f"{generation.status} {generation.progress_percent} %")


with AvatarCreator(os.environ["AVATAR_CREATOR_URL"], os.environ["AVATAR_CREATOR_TOKEN"]) as creator:
    project = creator.create_project("Spring catalogue")
    [avatar] = creator.generate_and_wait(
        project.id,
        "a smiling woman in her 50s with curly red hair and glasses",
        persona=Persona(name="Hanna", age=54, personality=["thorough", "warm"]),
        on_progress=show,
    )
    Path(sys.argv[1]).write_bytes(creator.download(avatar))
    print(f"{avatar.name}: {sys.argv[1]}")
