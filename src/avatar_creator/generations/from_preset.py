"""Taking a preset's person into the queue."""

from apphost.kit.database import Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.json import encode
from avatar_creator.app_state import AppState
from avatar_creator.avatars.service import merged
from avatar_creator.generations.choosing import model_of, provider_for
from avatar_creator.generations.repository import Origin
from avatar_creator.generations.schemas import FromPresetRequest, GenerateRequest
from avatar_creator.generations.service import add_rows, check_room
from avatar_creator.person import Attributes, Persona
from avatar_creator.presets.service import find_usable


async def accept_preset(
    state: AppState, tx: Transaction, user_id: str, project_id: str, request: FromPresetRequest, key: str | None
) -> bytes:
    """Take 1 to 4 pictures into the queue; the answer is `schemas.GenerateAccepted`.

    Raises:
        ProjectNotFound, PresetNotFound, TooManyOpen, ProviderNotConfigured, NoRoom, InvalidRequest
        StillRunning, KeyReused: see `kit.idempotency`.
    """
    said = fingerprint("from-preset", project_id, request)
    if (answer := await first_answer(tx, user_id, key, said)) is not None:
        return answer
    preset = await find_usable(tx, user_id, request.preset_id)
    provider = provider_for(state, request.provider)
    model = model_of(provider, request.model)
    await check_room(state)
    persona, attributes = (
        Persona.model_validate_json(preset["persona"]),
        Attributes.model_validate_json(preset["attributes"]),
    )
    ids = await add_rows(
        state,
        tx,
        user_id,
        project_id,
        GenerateRequest(
            prompt=preset["prompt"] if request.prompt is None else request.prompt,
            name=request.custom_name or preset["name"],
            persona=merged(persona, request.persona) if "persona" in request.model_fields_set else persona,
            attributes=merged(attributes, request.attributes)
            if "attributes" in request.model_fields_set
            else attributes,
            count=request.count,
            seed=preset["seed"] if request.seed is None else request.seed,
        ),
        provider.id,
        model,
        origin=Origin(source_type="from_preset", preset_id=preset["id"]),
    )
    answer = encode({"generationId": ids[0], "generationIds": ids})
    await store_answer(tx, user_id, key, said, answer)
    return answer
