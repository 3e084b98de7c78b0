"""What a finished drawing becomes: the avatar, with the recipe by which it can be made again. Pure."""

from apphost.kit.database import Row
from apphost.kit.ids import new_id
from apphost.kit.images import Renditions
from avatar_creator.avatars.repository import NewAvatar
from avatar_creator.generations.plan import Plan
from avatar_creator.person import Persona
from avatar_creator.providers import GeneratedImage


def avatar_from(
    row: Row, file_set: str, image: GeneratedImage, understood: Plan, renditions: Renditions, *, names_its_prompt: bool
) -> NewAvatar:
    """`names_its_prompt` is false for a provider that draws from values and was given no sentence."""
    persona, base = Persona.model_validate_json(row["persona"]), renditions.base
    return NewAvatar(
        id=new_id(),
        project_id=row["project_id"],
        name=row["name"],
        base_file=f"{file_set}.{renditions.extension}",
        thumbhash=renditions.thumbhash,
        width_px=base.width_px,
        height_px=base.height_px,
        content_type=renditions.content_type,
        size_bytes=len(base.content),
        persona_name=persona.name,
        persona_age=persona.age,
        persona_personality=persona.personality,
        persona_background=persona.background,
        attributes=understood.attributes.without(image.gave_way),
        source_type=row["source_type"],
        recipe={
            "prompt": row["prompt"],
            "generationPrompt": understood.prompt if names_its_prompt else None,
            "negativePrompt": row["negative_prompt"],
            "provider": row["provider"],
            "model": image.model,
            "seed": image.seed,
            "parameters": dict(image.metadata),
            "ignored": [*understood.ignored, *image.ignored],
        },
        parent_avatar_id=row["parent_avatar_id"],
        preset_id=row["preset_id"],
        generation_id=row["id"],
    )
