"""Taking another look of somebody into the queue: whom it starts from, and who can draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from apphost.kit.database import Queries, Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.json import decode, encode
from apphost.kit.problems import InvalidRequest
from avatar_creator.app_state import AppState
from avatar_creator.avatars.service import get_avatar, persona_of
from avatar_creator.generations.choosing import model_of, provider_for
from avatar_creator.generations.look import reference_of
from avatar_creator.generations.problems import CannotReadPictures, ConsentNeeded, ReferenceNotFound
from avatar_creator.generations.repository import GenerationRepository, Origin
from avatar_creator.generations.schemas import FromReferenceRequest, GenerateRequest
from avatar_creator.generations.service import add_rows, check_room
from avatar_creator.person import Persona
from avatar_creator.providers import ImageProvider

_NO_RECIPE: Mapping[str, Any] = {"parameters": {}, "seed": None, "provider": None, "model": None}


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom a look starts from: an avatar, or somebody in a picture that was sent."""

    avatar_id: str | None
    reference_id: str | None
    name: str | None
    persona: Persona
    attributes: Mapping[str, Any]
    recipe: Mapping[str, Any]
    base_file: str
    is_photograph: bool


async def accept_look(
    state: AppState, tx: Transaction, user_id: str, project_id: str, request: FromReferenceRequest, key: str | None
) -> bytes:
    """Take 1 to 4 pictures of one look into the queue; the answer is `schemas.GenerateAccepted`.

    Raises:
        ProjectNotFound, AvatarNotFound, ReferenceNotFound, TooManyOpen, ProviderNotConfigured, NoRoom, InvalidRequest
        CannotReadPictures: the provider cannot see the picture and did not draw it itself.
        ConsentNeeded: a photograph, and nothing was said about whom it shows.
        StillRunning, KeyReused: see `kit.idempotency`.
    """
    said = fingerprint("from-reference", project_id, request)
    if (answer := await first_answer(tx, user_id, key, said)) is not None:
        return answer
    person = await _find(tx, user_id, request)
    provider = provider_for(state, request.provider or person.recipe["provider"])
    _check_can_draw(state, provider, person)
    if person.is_photograph and request.consent is None:
        raise ConsentNeeded
    is_own = provider.id == person.recipe["provider"]
    model = model_of(provider, request.model or (person.recipe["model"] if is_own else None))
    await check_room(state)
    ids = await add_rows(
        state,
        tx,
        user_id,
        project_id,
        GenerateRequest(
            prompt=request.prompt,
            name=request.name or person.name,
            persona=request.persona or person.persona,
            attributes=request.attributes,
            count=request.count,
            seed=request.seed,
        ),
        provider.id,
        model,
        origin=_origin(request, person),
    )
    answer = encode({"generationId": ids[0], "generationIds": ids})
    await store_answer(tx, user_id, key, said, answer)
    return answer


async def _find(queries: Queries, user_id: str, request: FromReferenceRequest) -> _Person:
    if (request.avatar_id is None) == (request.reference_id is None):
        raise InvalidRequest("#/avatarId", "or #/referenceId must say whom to draw: one of the two")
    if request.reference_id is not None:
        row = await GenerationRepository(queries, user_id).find_reference(request.reference_id)
        if row is None:
            raise ReferenceNotFound
        return _Person(None, row["id"], None, Persona(), {}, _NO_RECIPE, row["base_file"], is_photograph=True)
    assert request.avatar_id is not None
    row = await get_avatar(queries, user_id, request.avatar_id)
    return _Person(
        avatar_id=row["id"],
        reference_id=None,
        name=row["name"],
        persona=persona_of(row),
        attributes=decode(row["attributes"]),
        recipe=decode(row["recipe"]),
        base_file=row["base_file"],
        is_photograph=row["source_type"] == "uploaded",
    )


def _check_can_draw(state: AppState, provider: ImageProvider, person: _Person) -> None:
    drew_it = provider.capabilities.redraws_own and provider.id == person.recipe["provider"]
    if drew_it or provider.capabilities.reads_pictures:
        return
    able = [each.id for each in state.providers.values() if each.capabilities.reads_pictures]
    whom = "people it drew itself" if provider.capabilities.redraws_own else "from words alone"
    others = f"Choose one of: {', '.join(able)}." if able else "No provider that can is set up here."
    raise CannotReadPictures(f"{provider.title} draws {whom}. {others}", providers=able)


def _origin(request: FromReferenceRequest, person: _Person) -> Origin:
    consent = (
        {"statement": request.consent, "statedAt": datetime.now(UTC).isoformat()}
        if request.consent is not None
        else None
    )
    return Origin(
        source_type="from_reference",
        parent_avatar_id=person.avatar_id,
        reference_id=person.reference_id,
        reference=reference_of(
            person.attributes, person.recipe, person.base_file, request.strength, request.keep, consent
        ),
    )
