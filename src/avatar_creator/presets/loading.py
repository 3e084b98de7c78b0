"""The catalogue on its way into the database: every process that serves or works looks, the first one writes.

Nothing waits for it: a start with nothing to do costs one query in the background, and a database that is away
is asked again later.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from apphost.kit.database import Database
from apphost.kit.ids import new_id
from avatar_creator.presets.catalogue import CataloguePreset, catalogue
from avatar_creator.presets.catalogue_repository import CatalogueRepository

log = structlog.get_logger(__name__)

_AGAIN_SECONDS = 10.0


async def load(db: Database, presets: Sequence[CataloguePreset]) -> int:
    """Make the database's catalogue this one; how many presets were added, changed or withdrawn.

    Doing it again changes nothing, and any number of processes may do it at once.
    """
    shipped = {preset.slug: preset.preview_file for preset in presets}
    if await CatalogueRepository(db).loaded() == shipped:
        return 0
    async with db.transaction() as tx:
        rows = CatalogueRepository(tx)
        await rows.take_turn()
        loaded = await rows.loaded()
        changed = [preset for preset in presets if loaded.get(preset.slug) != preset.preview_file]
        for preset in changed:
            await rows.put(new_id(), preset)
        gone = sorted(loaded.keys() - shipped.keys())
        await rows.withdraw(gone)
    return len(changed) + len(gone)


@asynccontextmanager
async def loading_catalogue(db: Database) -> AsyncIterator[None]:
    """Load it in the background for as long as the block lasts, or until it is there."""
    task = asyncio.create_task(_until_loaded(db))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _until_loaded(db: Database) -> None:
    presets = await asyncio.to_thread(catalogue)
    while True:
        try:
            if count := await load(db, presets):
                log.info("preset catalogue loaded", changes=count)
            return
        except Exception as problem:
            log.warning("preset catalogue not loaded yet", problem=repr(problem))
        await asyncio.sleep(_AGAIN_SECONDS)
