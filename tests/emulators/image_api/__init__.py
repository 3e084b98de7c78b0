"""An emulator of the paid image APIs: their true wire protocol over real HTTP, in a process of its own.

What each request meets is set per request: by words in its prompt, such as `[emulator latency=2 status=503]`, or
through a control door. It records every call and how it ended.
"""

from emulators.image_api.client import Call, ImageApi, Met, start_image_api
from emulators.image_api.stamp import seed_of

__all__ = ["Call", "ImageApi", "Met", "seed_of", "start_image_api"]
