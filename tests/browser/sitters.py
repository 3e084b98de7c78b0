"""A believable library: people as an agency, a bakery and a product team would have them made.

Made through the public API by the built-in style, so that every picture of the product shows its own work.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from bench.installation import PASSWORD, Caller, Installation

BASE = "/api/apps/avatar-creator"
_MAKING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody to be made: called what, looking how, being whom."""

    name: str
    prompt: str
    age: int
    character: tuple[str, ...]
    story: str
    seed: int

    @property
    def order(self) -> dict[str, Any]:
        persona = {"name": self.name, "age": self.age, "personality": self.character, "background": self.story}
        return {"name": self.name, "prompt": self.prompt, "persona": persona, "seed": self.seed}


Library = dict[tuple[str, str], list[Sitter]]
"""The people of each project, which is its name and its description."""

LIBRARY: Library = {
    ("Harbour Lane Bakery", "The faces of our counter, for the menu boards and the morning newsletter."): [
        Sitter(
            "Mira Okafor",
            "a smiling woman with dark skin, black hair in braids and hoop earrings, in a dress",
            34,
            ("warm", "early riser"),
            "Opened the bakery with her sister and knows every regular by their order.",
            11,
        ),
        Sitter(
            "Tomas Lindqvist",
            "a man with fair skin, red hair, a full red beard and a sweater, smiling",
            46,
            ("patient", "dry humour"),
            "Keeps the sourdough alive, and the accounts.",
            12,
        ),
        Sitter(
            "Aiko Tanaka",
            "a young Japanese woman with light skin, black hair in a bob, round glasses and a soft smile",
            23,
            ("precise", "curious"),
            "Pastry apprentice; draws every cake before she bakes it.",
            13,
        ),
        Sitter(
            "Don Ernesto",
            "an older Latino man with tan skin, grey hair, a moustache and a cap, laughing",
            71,
            ("storyteller",),
            "Delivers by bicycle, in any weather, since before there was a bakery.",
            14,
        ),
        Sitter(
            "Priya Raman",
            "an Indian woman with long wavy brown hair and a necklace, in a blazer, smiling",
            38,
            ("decisive", "kind"),
            "Runs the second shop and is planning the third.",
            15,
        ),
        Sitter(
            "Jonah Reid",
            "a young man with deep skin, black hair in locs and a hoodie, grinning",
            19,
            ("quick", "musical"),
            "Saturday help at the counter; the playlist is his.",
            16,
        ),
    ],
    ("Night at the Museum", "Guides for the audio tour: one voice, one face for each wing."): [
        Sitter(
            "Professor Adaeze",
            "a mature African woman with dark skin, grey hair in an afro, round glasses and a turtleneck, smiling",
            64,
            ("learned", "playful"),
            "Has argued with every curator of the west wing, and won most of it.",
            21,
        ),
        Sitter(
            "Ines Duarte",
            "a woman with light skin, curly brown hair, freckles and a headband, smiling",
            29,
            ("observant",),
            "Restores ceramics and talks to them when nobody is near.",
            22,
        ),
        Sitter(
            "Omar Haddad",
            "a Middle Eastern man with tan skin, a short black beard, black hair and a suit, smiling",
            41,
            ("courteous", "exact"),
            "Reads cuneiform the way others read the paper.",
            23,
        ),
        Sitter(
            "Yara",
            "a young woman with bronze skin in a hijab with brown eyes, smiling",
            26,
            ("bright", "bold"),
            "Astronomer of the dome; her tours end on the roof.",
            24,
        ),
        Sitter(
            "Wim de Boer",
            "a bald man in his 60s with fair skin, a white beard and round glasses, friendly",
            68,
            ("gentle",),
            "Forty years a night guard. Knows what the paintings do at three.",
            25,
        ),
        Sitter(
            "Lucia Moretti",
            "an elegant woman with light skin, grey hair in a low bun, pearls and green eyes, smiling",
            59,
            ("poised",),
            "Sang in the opera next door before she told its stories.",
            26,
        ),
        Sitter(
            "Kofi Mensah",
            "a man with dark skin, black hair in locs and a shirt, laughing",
            33,
            ("generous", "loud"),
            "Drummer and maker of the instruments in hall four.",
            27,
        ),
        Sitter(
            "Sunniva",
            "a young woman with fair skin, blonde long straight hair, blue eyes and a sweater, calm",
            21,
            ("quiet", "exact"),
            "Catalogues moths. Will tell you why each of them matters.",
            28,
        ),
    ],
    ("Who we build for", "Ten people we ask before we ship. Reused in every research deck."): [
        Sitter(
            "Noor Rahimi",
            "a woman with tan skin, black long wavy hair, brown eyes and a jacket, smiling",
            31,
            ("impatient", "fair"),
            "Runs a clinic on a phone and two bars of signal.",
            31,
        ),
        Sitter(
            "Gus Walker",
            "an elderly man with light skin, white hair, square glasses, a moustache and a sweater, serious",
            77,
            ("stubborn", "loyal"),
            "Prints every form. Has never been wrong about the small print.",
            32,
        ),
        Sitter(
            "Mei Chen",
            "a Chinese woman with light skin, black hair in a ponytail and a shirt, happy",
            36,
            ("organised",),
            "Two children, three calendars, no patience for pop-ups.",
            33,
        ),
        Sitter(
            "Rafael Souza",
            "a Brazilian man with bronze skin, curly dark hair, stubble and a t-shirt, laughing",
            28,
            ("social", "restless"),
            "Sells surfboards from a van and does his books at red lights.",
            34,
        ),
        Sitter(
            "Hanna Weiss",
            "a woman in her 50s with fair skin, curly red hair, round glasses and a scarf, smiling",
            54,
            ("thorough",),
            "Teaches chemistry and tests every app on her pupils first.",
            35,
        ),
        Sitter(
            "Dev Patel",
            "a young South Asian man with brown skin, a turban, a black beard and a friendly smile",
            25,
            ("helpful", "fast"),
            "First line of support; hears it before we do.",
            36,
        ),
        Sitter(
            "Ruth Abebe",
            "an elderly Ethiopian woman with dark skin, grey hair and a headscarf, smiling",
            73,
            ("wise", "funny"),
            "Video-calls nine grandchildren on four continents.",
            37,
        ),
        Sitter(
            "Sam Rivers",
            "a person with light skin, pink hair in a pixie cut, freckles and a turtleneck, smiling",
            22,
            ("inventive",),
            "Types with one hand since the accident, and faster than most.",
            38,
        ),
        Sitter(
            "Luca Bianchi",
            "a man with olive skin, brown hair in a top bun, a short beard and a jacket, serious",
            39,
            ("blunt", "funny"),
            "Restaurant owner. Decides in ten seconds whether to stay.",
            39,
        ),
        Sitter(
            "Anika Larsen",
            "a woman with fair skin, freckles, red hair in braids, green eyes and a hoodie, happy",
            27,
            ("brave",),
            "Sails alone and needs it to work without a network.",
            40,
        ),
    ],
}


@dataclass(frozen=True, slots=True)
class Made:
    """What stands in an account: ids of projects, and of the people of each, by name."""

    projects: dict[str, str]
    people: dict[str, str]


async def join(up: Installation, email: str) -> Caller:
    async with httpx.AsyncClient(base_url=up.url) as http:
        answer = await http.post("/api/auth/register", json={"email": email, "password": PASSWORD})
    told = answer.raise_for_status().json()
    return Caller(told["user"]["id"], told["accessToken"])


async def make_library(up: Installation, owner: Caller, library: Library = LIBRARY) -> Made:
    made = Made({}, {})
    async with httpx.AsyncClient(base_url=up.url, headers=dict(owner.headers), timeout=90) as http:
        for (name, description), sitters in library.items():
            project = await new_project(http, name, description)
            made.projects[name] = project
            for sitter in sitters:
                made.people[sitter.name] = await _made(http, await order(http, project, sitter.order))
    return made


async def new_project(http: httpx.AsyncClient, name: str, description: str | None = None) -> str:
    answer = await http.post(f"{BASE}/projects", json={"name": name, "description": description})
    project: str = answer.raise_for_status().json()["id"]
    return project


async def order(http: httpx.AsyncClient, project: str, request: dict[str, Any]) -> str:
    """Id of the generation."""
    answer = await http.post(f"{BASE}/projects/{project}/avatars/generate", json=request)
    generation: str = answer.raise_for_status().json()["generationId"]
    return generation


async def _made(http: httpx.AsyncClient, generation: str) -> str:
    """Id of the avatar, when it is there."""
    async with asyncio.timeout(_MAKING_SECONDS):
        while True:
            told = (await http.get(f"{BASE}/generations/{generation}?wait=30")).raise_for_status().json()
            assert told["status"] != "failed", told["problem"]
            if told["avatarId"]:
                return str(told["avatarId"])
