"""Hot reads against the earlier stack, visited alternately in one run, by requests per CPU-second.

Twice: of the server process alone, as the earlier stack was measured first, and of the server and its database
together, because work moved from one to the other is not saved.

Both serve the same shape of data: 200 people with 5 projects of 50 avatars, and 40 presets. The load is wrk with 32
connections; ids and owners are random for each request. Run: python -m bench reads --peer FOLDER
"""

import asyncio
import hashlib
import hmac
import json
import shutil
import subprocess
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from apphost.kit.database import Database
from apphost.kit.ids import new_id
from bench.figures import Figure
from bench.installation import Installation, free_port, installation
from bench.processes import cpu_seconds, tree_of

PEOPLE, PROJECTS_EACH, AVATARS_EACH = 200, 5, 50
CONNECTIONS, SECONDS, ROUNDS = 32, 2, 5
TARGET = 1.5
PRESETS = 40
ENDPOINTS = ("projects", "project", "avatar", "generation", "presets")
TITLES = {
    "projects": "GET /projects",
    "project": "GET /projects/{id} with 50 avatars",
    "avatar": "GET /avatars/{id}",
    "generation": "GET /generations/{id}",
    "presets": "GET /presets, 40 of them",
}
_PEER_SECRET = b"bench-secret-bench-secret-bench-secret-0123"
BASE = "/api/apps/avatar-creator"


@dataclass(frozen=True, slots=True)
class Server:
    """A stack under load: where it is, whose CPU counts, and requests (path, token) for each endpoint."""

    url: str
    pid: int
    database_pid: int
    requests: dict[str, list[tuple[str, str]]]


def run(peer: Path | None) -> list[Figure]:
    """Ratios of ours to the earlier stack; without its folder, nothing can be said."""
    if peer is None:
        print("reads: skipped, since no folder of the earlier stack was given (--peer)")
        return []
    if shutil.which("wrk") is None:
        raise SystemExit("reads: needs wrk (Debian: apt-get install wrk)")
    with installation() as ours, earlier_stack(peer) as theirs:
        us = Server(ours.url, ours.pid_of("api"), ours.pid_of("postgres"), asyncio.run(seed(ours)))
        alone: dict[str, list[float]] = {name: [] for name in ENDPOINTS}
        together: dict[str, list[float]] = {name: [] for name in ENDPOINTS}
        for _ in range(ROUNDS):
            for name in ENDPOINTS:
                mine, other = measure(us, name), measure(theirs, name)
                alone[name].append(mine.per_server_second / other.per_server_second)
                together[name].append(mine.per_cpu_second / other.per_cpu_second)
                print(
                    f"  {TITLES[name]:<36} requests per CPU-second: server {mine.per_server_second:6.0f},"
                    f" earlier {other.per_server_second:6.0f}; with its database {mine.per_cpu_second:6.0f},"
                    f" earlier {other.per_cpu_second:6.0f}"
                )
    return [
        Figure(f"{TITLES[name]}, to the earlier stack, {what}", median(ratios[name]), "×", TARGET, "at least")
        for what, ratios in (("server", alone), ("with database", together))
        for name in ENDPOINTS
    ]


@dataclass(frozen=True, slots=True)
class Served:
    """Requests, and the CPU seconds they took."""

    requests: int
    server_seconds: float
    database_seconds: float

    @property
    def per_cpu_second(self) -> float:
        return self.requests / (self.server_seconds + self.database_seconds)

    @property
    def per_server_second(self) -> float:
        return self.requests / self.server_seconds


def measure(stack: Server, endpoint: str) -> Served:
    """What was served and what it took, after a second of warming up."""
    script = lua_of(stack.requests[endpoint])
    load(stack.url, script, 1)
    pids = stack.pid, stack.database_pid
    server_before, database_before = (cpu_seconds(tree_of(pid)) for pid in pids)
    served = load(stack.url, script, SECONDS)
    server_after, database_after = (cpu_seconds(tree_of(pid)) for pid in pids)
    return Served(served, server_after - server_before, database_after - database_before)


def load(url: str, script: str, seconds: int) -> int:
    """Requests answered with 200 within so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", file.name, url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    count, failed = (int(part) for part in told.rpartition("RESULT ")[2].split()[:2])
    if failed:
        raise RuntimeError(f"{failed} of {count} requests to {url} failed")
    return count


def lua_of(requests: Sequence[tuple[str, str]]) -> str:
    rows = ",".join(f'wrk.format("GET","{path}",{{["Authorization"]="Bearer {token}"}})' for path, token in requests)
    return f"""
    local all
    init = function() all = {{{rows}}}; math.randomseed(os.time()) end
    request = function() return all[math.random(#all)] end
    done = function(summary) io.write("RESULT ", summary.requests, " ", summary.errors.status, "\\n") end
    """


async def seed(ours: Installation) -> dict[str, list[tuple[str, str]]]:
    """Rows like the earlier stack's, and tokens of 40 of the people."""
    db = Database(ours.environment["DATABASE_URL"], size=1)
    callers = [ours.sign_in() for _ in range(40)]
    others = [new_id() for _ in range(PEOPLE - len(callers))]
    await db.execute(
        "INSERT INTO users (id, email, display_name, role) "
        "SELECT id, id || '@example.org', 'Somebody', 'user' FROM unnest($1::text[]::uuid[]) AS id",
        others,
    )
    await db.execute(_PROJECTS, PROJECTS_EACH)
    await db.execute(_AVATARS, AVATARS_EACH)
    await db.execute(_GENERATIONS)
    # Presets like the earlier stack's stand in for the catalogue, whose people are told at more length.
    await db.execute("UPDATE avatar_presets SET deleted_at = now() WHERE user_id IS NULL")
    await db.execute(_PRESETS, PRESETS)
    await db.execute("ANALYZE")
    requests: dict[str, list[tuple[str, str]]] = {name: [] for name in ENDPOINTS}
    tables = {"project": "avatar_projects", "avatar": "avatars", "generation": "avatar_generations"}
    for caller in callers:
        requests["projects"].append((f"{BASE}/projects", caller.token))
        requests["presets"].append((f"{BASE}/presets", caller.token))
        for name, table in tables.items():
            rows = await db.fetch(f"SELECT id FROM {table} WHERE user_id = $1 LIMIT 5", caller.user_id)
            requests[name] += [(f"{BASE}/{name}s/{row['id']}", caller.token) for row in rows]
    await db.close()
    return requests


@contextmanager
def earlier_stack(folder: Path) -> Iterator[Server]:
    """The earlier stack from its own script, one server process, on a free port."""
    with tempfile.TemporaryDirectory(prefix="earlier-stack-") as temporary:
        copy = Path(temporary) / "stack"
        shutil.copytree(folder, copy)
        port = free_port()
        told = subprocess.run(["./run.sh", "up", str(port)], cwd=copy, capture_output=True, text=True, check=False)
        if told.returncode:
            raise SystemExit(f"the earlier stack did not start: {told.stdout}{told.stderr}")
        try:
            pids = [int(line) for line in (copy / "state" / "pids").read_text().split()]
            server = next(pid for pid in pids if b"src/server.ts" in Path(f"/proc/{pid}/cmdline").read_bytes())
            database = int((copy / "state" / "pg.pid").read_text())
            yield Server(f"http://127.0.0.1:{port}", server, database, _peer_requests())
        finally:
            subprocess.run(["./run.sh", "down"], cwd=copy, check=False, stdout=subprocess.DEVNULL)


def _peer_requests() -> dict[str, list[tuple[str, str]]]:
    def row_id(name: str) -> str:
        return "c" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:24]

    requests: dict[str, list[tuple[str, str]]] = {name: [] for name in ENDPOINTS}
    for person in range(1, 41):
        token = _peer_token(person)
        requests["projects"].append((f"{BASE}/projects", token))
        requests["presets"].append((f"{BASE}/presets", token))
        for number in range(5 * (person - 1) + 1, 5 * person + 1):
            requests["project"].append((f"{BASE}/projects/{row_id(f'p{number}')}", token))
            requests["generation"].append((f"{BASE}/generations/{row_id(f'g{number}')}", token))
            requests["avatar"].append((f"{BASE}/avatars/{row_id(f'a{50 * number}')}", token))
    return requests


def _peer_token(person: int) -> str:
    now = int(time.time())
    parts: list[dict[str, Any]] = [
        {"alg": "HS256", "typ": "JWT"},
        {"sub": f"u{person:04}", "iat": now, "exp": now + 86_400},
    ]
    signed = ".".join(_base64(json.dumps(part).encode()) for part in parts)
    return f"{signed}.{_base64(hmac.digest(_PEER_SECRET, signed.encode(), 'sha256'))}"


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


_PROJECTS = """
INSERT INTO avatar_projects (id, user_id, name, description, avatar_count, preview_files, updated_at)
SELECT gen_random_uuid(), users.id, 'Project ' || number, 'Campaign for the autumn catalogue, portraits only', 50,
       to_json(ARRAY(
           SELECT 'avatar-creator/' || users.id || '/' || gen_random_uuid() || '.jpg' FROM generate_series(1, 4)
       )),
       now() - number * interval '61 seconds'
FROM users, generate_series(1, $1) AS number
"""

_AVATARS = """
INSERT INTO avatars (
    id, user_id, project_id, name, base_file, thumbhash, width_px, height_px, content_type, size_bytes, persona_name,
    persona_age, persona_personality, persona_background, gender, age_range, ethnicity, body_type, hair_style,
    hair_color, eye_color, skin_tone, style, attributes, source_type, recipe, created_at
)
SELECT gen_random_uuid(), project.user_id, project.id, 'Avatar ' || number,
    'avatar-creator/' || project.user_id || '/' || gen_random_uuid() || '.jpg', '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
    1024, 1024,
    'image/jpeg', 112000, 'Sari', 20 + number % 40, ARRAY['friendly', 'professional', 'calm'],
    'Grew up by the sea, studied design, now presents products to a broad audience with a warm tone.',
    'female', 'adult', 'southeast-asian', 'average', 'long', 'black', 'brown', 'medium', 'casual',
    '{"gender": "female", "ageRange": "adult", "ethnicity": "southeast-asian", "bodyType": "average",
      "hairStyle": "long", "hairColor": "black", "eyeColor": "brown", "skinTone": "medium", "style": "casual",
      "expression": null, "glasses": null, "facialHair": null, "headwear": null, "outfit": null, "accessories": [],
      "background": null}',
    'text_to_image',
    '{"prompt": "a smiling person, soft light",
      "generationPrompt": "professional portrait of a smiling person, soft studio light, 85mm lens, photorealistic",
      "negativePrompt": null, "provider": "illustrated", "model": "studio", "seed": 7919, "parameters": {},
      "ignored": []}',
    now() - number * interval '11 seconds'
FROM avatar_projects AS project, generate_series(1, $1) AS number
"""

_GENERATIONS = """
INSERT INTO avatar_generations (
    id, user_id, project_id, avatar_id, batch_id, status, name, prompt, persona, attributes, provider, model, seed,
    priority, progress_percent, started_at, completed_at
)
SELECT DISTINCT ON (project_id) gen_random_uuid(), user_id, project_id, id, gen_random_uuid(), 'completed', name,
    'professional portrait, soft light', '{"name": null, "age": null, "personality": [], "background": null}',
    attributes,
    'illustrated', 'studio', 7, 1, 100, now() - interval '42 seconds', now()
FROM avatars
"""

_PRESETS = """
INSERT INTO avatar_presets (
    id, slug, category, name, title, persona, attributes, gender, age_range, ethnicity, prompt, seed, preview_file,
    preview_thumbhash, usage_count
)
SELECT gen_random_uuid(), 'bench-' || number,
    (ARRAY['business', 'casual', 'traditional', 'creative'])[1 + number % 4], 'Preset ' || number, 'Presenter',
    '{"name": "Maya", "age": 29, "personality": ["confident", "clear"], "background": null}',
    '{"gender": "female", "ageRange": "adult", "ethnicity": "southeast-asian", "bodyType": "average",
      "hairStyle": "long", "hairColor": "black", "eyeColor": "brown", "skinTone": "medium", "style": "formal",
      "expression": null, "glasses": null, "facialHair": null, "headwear": null, "outfit": null, "accessories": [],
      "background": null}',
    'female', 'adult', 'southeast-asian', 'portrait of a confident presenter, studio light', 7,
    'bench-' || number || '-000000000000.webp', '3OcRJYB4d3h/iIeHeEh3eIhw+j2w', number % 9
FROM generate_series(1, $1) AS number
"""
