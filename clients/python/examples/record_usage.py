"""Tell where an avatar was used. The token must be one that was granted to an app, with the scope `usage:write`.

Run: AVATAR_CREATOR_URL=… AVATAR_CREATOR_TOKEN=… python record_usage.py AVATAR_ID POSTER_ID
"""

import os
import sys

from avatar_creator_client import AvatarCreator

avatar_id, poster_id = sys.argv[1:]
with AvatarCreator(os.environ["AVATAR_CREATOR_URL"], os.environ["AVATAR_CREATOR_TOKEN"]) as creator:
    # A poster that is saved again is not another use: the same reference counts once.
    for _ in range(2):
        creator.record_usage(avatar_id, "placed", reference_type="poster", reference_id=poster_id)
    for usage in creator.usage(avatar_id):
        print(f"{usage.app_name} {usage.action} {usage.reference_type} {usage.reference_id}")
