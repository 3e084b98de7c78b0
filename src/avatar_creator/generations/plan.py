"""What a provider will be asked: the same for the preview and for the job, so that what is shown is what is sent."""

from dataclasses import dataclass

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.sentence import photographic_prompt
from avatar_creator.prompt.understanding import understand
from avatar_creator.providers import ImageProvider, Reference


@dataclass(frozen=True, slots=True)
class Plan:
    """`attributes` is what the avatar will say of itself; `wanted` what the provider is asked for: the same, but for a
    `reference`, where it is what is to change. `ignored` are the words and values that had no effect."""

    prompt: str
    negative_prompt: str | None
    attributes: Attributes
    wanted: Attributes
    ignored: tuple[str, ...]
    reference: Reference | None = None


def plan(provider: ImageProvider, text: str, attributes: Attributes | None, persona: Persona | None) -> Plan:
    """Read the description and word the finished prompt; pure and deterministic."""
    understood = understand(text, attributes, persona)
    prompt, negative_prompt = photographic_prompt(text, understood.attributes, persona)
    takes_negative = provider.capabilities.negative_prompt
    wanted = understood.attributes
    return Plan(prompt, negative_prompt if takes_negative else None, wanted, wanted, understood.ignored)
