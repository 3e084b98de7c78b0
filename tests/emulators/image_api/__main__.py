"""`python -m emulators.image_api --port 0`: prints the address it listens on, then serves until it is stopped.

It ends with whoever started it, so that a killed test run leaves nothing behind.
"""

import argparse
import asyncio
import os

import uvicorn

from emulators.image_api.server import create_emulator


async def main(port: int) -> None:
    config = uvicorn.Config(
        create_emulator(),
        port=port,
        # A cut answer is what was asked for, no event to report.
        log_level="critical",
        access_log=False,
        backlog=4096,
        # Longer than clients keep idle connections, as real services do: else the two close at the same moment.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    serving, parent = asyncio.create_task(server.serve()), os.getppid()
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if server.started:
        print(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", flush=True)
    while not serving.done():
        server.should_exit |= os.getppid() != parent
        await asyncio.wait([serving], timeout=1)
    await serving


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="emulators.image_api")
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(main(parser.parse_args().port))
