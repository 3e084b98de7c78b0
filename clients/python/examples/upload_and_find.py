"""Make an avatar of a photo and find it again by one of its words.

Run: AVATAR_CREATOR_URL=… AVATAR_CREATOR_TOKEN=… python upload_and_find.py photo.jpg
"""

import os
import sys
from pathlib import Path

from avatar_creator_client import AvatarCreator, NotAccepted, Persona

with AvatarCreator(os.environ["AVATAR_CREATOR_URL"], os.environ["AVATAR_CREATOR_TOKEN"]) as creator:
    project = creator.create_project("Our team")
    try:
        uploaded = creator.upload(project.id, Path(sys.argv[1]), name="Ada", persona=Persona(background="Keeps bees."))
    except NotAccepted as problem:
        raise SystemExit(f"This picture cannot be used: {problem}") from problem
    for duplicate in uploaded.duplicates:
        print(f"You have it already: {duplicate.name}")
    for avatar in creator.avatars(q="bees"):
        print(f"{avatar.name}, {avatar.width_px} × {avatar.height_px}")
