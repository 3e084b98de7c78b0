"""A preset made of an avatar. Its picture is a file set of its own, so that whatever happens to the avatar leaves it.

Bytes first, row second: the copy is noted as unclaimed before it is written and claimed by the transaction that makes
the row. No connection is held while files are copied.
"""

from apphost.files import keys_of_picture
from apphost.kit.database import Row
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.json import decode, encode
from apphost.kit.storage import StorageFull
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.service import AvatarNotFound, get_avatar, persona_of
from avatar_creator.avatars.unclaimed_repository import UnclaimedRepository
from avatar_creator.person import Attributes
from avatar_creator.presets.repository import NewPreset, PresetRepository
from avatar_creator.presets.schemas import PresetCreate
from avatar_creator.presets.service import preset_of

_KEEP_SECONDS = 3600.0


async def save_preset(state: AppState, user_id: str, wanted: PresetCreate, key: str | None) -> bytes:
    """Make one of the avatar as it is now; the answer is `schemas.Preset`.

    Raises: AvatarNotFound, NoRoom, StillRunning, KeyReused.
    """
    said, db = fingerprint("preset", wanted), state.resources.db
    async with db.transaction() as tx:
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
    avatar = await get_avatar(db, user_id, wanted.avatar_id)
    file_set = f"{APP_ID}/{user_id}/{new_id()}"
    preset = _preset_of(avatar, wanted, f"{file_set}.{avatar['base_file'].rpartition('.')[2]}")
    await UnclaimedRepository(db).add([file_set], _KEEP_SECONDS)
    await _copy_picture(state, avatar["base_file"], preset.preview_file)
    async with db.transaction() as tx:
        # A twin may have been quicker; then this picture stays unclaimed.
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
        row = await PresetRepository(tx, user_id).add(preset)
        await UnclaimedRepository(tx).claim([file_set])
        answer = encode(preset_of(row, user_id, state.files))
        await store_answer(tx, user_id, key, said, answer)
    return answer


async def _copy_picture(state: AppState, source: str, target: str) -> None:
    """Raises: NoRoom; AvatarNotFound, when it is just being removed for ever."""
    copies = dict(zip(keys_of_picture(source), keys_of_picture(target), strict=True))
    try:
        there = await state.resources.storage.copy_many(copies)
    except StorageFull as full:
        raise NoRoom(str(full)) from full
    if not there.issuperset(copies.values()):
        raise AvatarNotFound


def _preset_of(avatar: Row, wanted: PresetCreate, preview_file: str) -> NewPreset:
    recipe = decode(avatar["recipe"])
    return NewPreset(
        id=new_id(),
        category=wanted.category,
        name=wanted.name or avatar["persona_name"] or avatar["name"],
        title=wanted.title,
        persona=persona_of(avatar),
        attributes=Attributes.model_validate_json(avatar["attributes"]),
        prompt=recipe["prompt"] or "",
        seed=recipe["seed"] or 0,
        tags=avatar["tags"],
        preview_file=preview_file,
        preview_thumbhash=avatar["thumbhash"],
        is_public=wanted.is_public,
    )
