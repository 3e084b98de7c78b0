"""`python -m emulators.image_api --port 0`: prints the address it listens on, then serves until it is stopped."""

import argparse
import asyncio

import uvicorn

from emulators.image_api.server import create_emulator


async def main(port: int) -> None:
    config = uvicorn.Config(create_emulator(), port=port, log_config=None, access_log=False, backlog=4096)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", flush=True)
    await serving


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="emulators.image_api")
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(main(parser.parse_args().port))
