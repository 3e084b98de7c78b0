"""Pictures that people send: looked at, kept as avatars, kept to draw from.

Bytes first, row second, message third. The new file set is noted as unclaimed before its first byte and claimed by
the transaction that makes the row; what a crash leaves between is swept away. No connection is held while a picture
is decoded.
"""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from apphost.files import keys_of
from apphost.kit.database import Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.images import Crop, PictureRefused, Renditions
from apphost.kit.json import encode
from apphost.kit.storage import StorageFull
from apphost.kit.uploads import Upload
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.repository import AvatarRepository, NewAvatar
from avatar_creator.avatars.service import announce, avatar_of
from avatar_creator.avatars.unclaimed_repository import UnclaimedRepository
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.generations.repository import GenerationRepository
from avatar_creator.generations.service import check_room
from avatar_creator.uploads.duplicates import Looks, find_duplicates
from avatar_creator.uploads.problems import problem_of
from avatar_creator.uploads.repository import NewReference, UploadRepository
from avatar_creator.uploads.schemas import UploadFields

MIN_SIDE_PX = 64
_KEEP_SECONDS = 3600.0
_NAME_LENGTH = 120
_NO_RECIPE: Mapping[str, object] = {
    "prompt": None,
    "generationPrompt": None,
    "negativePrompt": None,
    "provider": None,
    "model": None,
    "seed": None,
    "parameters": {},
    "ignored": [],
}


async def inspect(state: AppState, user_id: str, sent: Upload) -> dict[str, object]:
    """As `schemas.Inspection`; nothing is kept. Raises: the problems of `uploads.problems`."""
    try:
        found = await state.resources.images.inspect(sent.content, min_side_px=MIN_SIDE_PX)
    except PictureRefused as refusal:
        raise problem_of(refusal) from refusal
    duplicates = await find_duplicates(
        state, user_id, _hash(sent.content), Looks(found.likeness, found.thumbhash, found.large)
    )
    crop = found.crop
    return {
        "widthPx": found.width_px,
        "heightPx": found.height_px,
        "suggestedCrop": {"left": crop.left, "top": crop.top, "width": crop.width, "height": crop.height},
        "faces": found.faces,
        "duplicates": duplicates,
    }


async def upload(
    state: AppState, user_id: str, project_id: str, sent: Upload, fields: UploadFields, key: str | None
) -> bytes:
    """Make an avatar of a picture; the answer is `schemas.UploadedAvatar`.

    Raises:
        ProjectNotFound, NoRoom, and the problems of `uploads.problems`
        StillRunning, KeyReused: see `kit.idempotency`.
    """
    content_hash = _hash(sent.content)
    said = fingerprint("upload", project_id, content_hash.hex(), fields)
    db, file_set = state.resources.db, _new_file_set(user_id)
    async with db.transaction() as tx:
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
        await _begin(state, tx, user_id, project_id, file_set)
    try:
        renditions = await _keep(state, sent.content, file_set, fields.crop.as_crop() if fields.crop else None)
        looks = Looks(renditions.likeness, renditions.thumbhash, renditions.large)
        duplicates = await find_duplicates(state, user_id, content_hash, looks)
        async with db.transaction() as tx:
            # A twin may have been quicker; then these files go again.
            if (answer := await first_answer(tx, user_id, key, said)) is None:
                avatars = AvatarRepository(tx, user_id)
                if not await avatars.lock_project(project_id):
                    raise ProjectNotFound
                row = await avatars.add(_new_avatar(project_id, sent, fields, file_set, renditions, content_hash))
                await UnclaimedRepository(tx).claim([file_set])
                announce(state, tx, user_id, "avatar:created", row)
                answer = encode({"avatar": avatar_of(row, state.files), "duplicates": duplicates})
                await store_answer(tx, user_id, key, said, answer)
                return answer
    except BaseException:
        await _discard(state, file_set)
        raise
    await _discard(state, file_set)
    return answer


async def add_reference(state: AppState, user_id: str, project_id: str, sent: Upload, key: str | None) -> bytes:
    """Keep a picture to draw from; the answer is `schemas.Reference`. Raises: as `upload`."""
    content_hash = _hash(sent.content)
    said = fingerprint("reference", project_id, content_hash.hex())
    db, file_set = state.resources.db, _new_file_set(user_id)
    async with db.transaction() as tx:
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
        await _begin(state, tx, user_id, project_id, file_set)
    try:
        renditions = await _keep(state, sent.content, file_set, None)
        async with db.transaction() as tx:
            if (answer := await first_answer(tx, user_id, key, said)) is None:
                if not await AvatarRepository(tx, user_id).lock_project(project_id):
                    raise ProjectNotFound
                reference = _new_reference(project_id, file_set, renditions, content_hash)
                await UploadRepository(tx, user_id).add_reference(reference)
                await UnclaimedRepository(tx).claim([file_set])
                answer = encode(_reference_of(reference, state))
                await store_answer(tx, user_id, key, said, answer)
                return answer
    except BaseException:
        await _discard(state, file_set)
        raise
    await _discard(state, file_set)
    return answer


async def _begin(state: AppState, tx: Transaction, user_id: str, project_id: str, file_set: str) -> None:
    """Refuse early what cannot end well, and note the intent. Raises: ProjectNotFound, NoRoom."""
    if not await GenerationRepository(tx, user_id).project_is_mine(project_id):
        raise ProjectNotFound
    await check_room(state)
    await UnclaimedRepository(tx).add([file_set], _KEEP_SECONDS)


async def _keep(state: AppState, content: bytes, file_set: str, crop: Crop | None) -> Renditions:
    """Decode, re-encode and write. Raises: NoRoom, and the problems of `uploads.problems`."""
    try:
        renditions = await state.resources.images.renditions(content, crop=crop, min_side_px=MIN_SIDE_PX)
        await state.resources.storage.put_many(renditions.files(file_set))
    except PictureRefused as refusal:
        raise problem_of(refusal) from refusal
    except StorageFull as full:
        raise NoRoom(str(full)) from full
    return renditions


async def _discard(state: AppState, file_set: str) -> None:
    """Remove what was written now; should that fail, the sweep does it."""
    unclaimed = UnclaimedRepository(state.resources.db)
    await unclaimed.give_up([file_set])
    await state.resources.storage.delete_many(keys_of(file_set))


def _new_avatar(
    project_id: str, sent: Upload, fields: UploadFields, file_set: str, renditions: Renditions, content_hash: bytes
) -> NewAvatar:
    persona = fields.persona
    return NewAvatar(
        id=new_id(),
        project_id=project_id,
        name=fields.name or persona.name or _name_of(sent.file_name),
        base_file=f"{file_set}.{renditions.extension}",
        thumbhash=renditions.thumbhash,
        width_px=renditions.base.width_px,
        height_px=renditions.base.height_px,
        content_type=renditions.content_type,
        size_bytes=len(renditions.base.content),
        persona_name=persona.name,
        persona_age=persona.age,
        persona_personality=persona.personality,
        persona_background=persona.background,
        attributes=fields.attributes,
        source_type="uploaded",
        recipe=_NO_RECIPE,
        content_hash=content_hash,
        likeness=renditions.likeness,
    )


def _new_reference(project_id: str, file_set: str, renditions: Renditions, content_hash: bytes) -> NewReference:
    return NewReference(
        id=new_id(),
        project_id=project_id,
        base_file=f"{file_set}.{renditions.extension}",
        thumbhash=renditions.thumbhash,
        width_px=renditions.base.width_px,
        height_px=renditions.base.height_px,
        content_hash=content_hash,
    )


def _reference_of(reference: NewReference, state: AppState) -> dict[str, object]:
    return {
        "referenceId": reference.id,
        "thumbnailUrl": state.files.renditions(reference.base_file).thumbnail,
        "thumbhash": reference.thumbhash,
        "widthPx": reference.width_px,
        "heightPx": reference.height_px,
    }


def _name_of(file_name: str) -> str:
    """Words out of a file's name: `IMG_ada-lovelace.jpg` becomes `IMG ada lovelace`."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in stem).replace("_", " ").split())
    return words.replace("-", " ")[:_NAME_LENGTH].strip() or "Uploaded picture"


def _new_file_set(user_id: str) -> str:
    return f"{APP_ID}/{user_id}/{new_id()}"


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()  # processors know it: half the time of BLAKE2
