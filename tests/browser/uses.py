"""Other apps that use the people of a library, as they do from elsewhere: over HTTP, with a token of their own."""

import httpx
from bench.installation import Caller, Installation

from browser.sitters import BASE

APPS = {"Storyboard": "placed", "Help desk": "answered", "Pose Generator": "posed"}
"""What each does with a person."""


async def grant(up: Installation, caller: Caller, app: str) -> str:
    """The token that the caller makes for an app."""
    asked = {
        "name": f"{app} on my laptop",
        "appId": app.lower().replace(" ", "-"),
        "scopes": ["avatars:read", "usage:write"],
        "expiresInDays": 365,
    }
    async with httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers)) as http:
        answer = await http.post("/api/tokens", json=asked)
    token: str = answer.raise_for_status().json()["token"]
    return token


async def tell_use(up: Installation, token: str, avatar_id: str, action: str, scene: str) -> None:
    async with httpx.AsyncClient(base_url=up.url, headers={"authorization": f"Bearer {token}"}) as http:
        use = {"action": action, "referenceType": "scene", "referenceId": scene}
        (await http.post(f"{BASE}/avatars/{avatar_id}/usage", json=use)).raise_for_status()


async def use_them(up: Installation, caller: Caller, avatar_ids: list[str]) -> None:
    """Each app uses a few of them, the first ones most."""
    for far, (app, action) in enumerate(APPS.items()):
        token = await grant(up, caller, app)
        for place, avatar_id in enumerate(avatar_ids[: 6 - far]):
            for scene in range(max(1, 5 - place - far)):
                await tell_use(up, token, avatar_id, action, f"scene {scene}")
