"""What a provider will be asked: the same for the preview and for the job, so that what is shown is what is sent."""

from dataclasses import dataclass

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.sentence import photographic_prompt
from avatar_creator.prompt.understanding import understand
from avatar_creator.providers import ImageProvider


@dataclass(frozen=True, slots=True)
class Plan:
    """`attributes` is all that was understood; `ignored` the words of the text that had no effect."""

    prompt: str
    negative_prompt: str | None
    attributes: Attributes
    ignored: tuple[str, ...]


def plan(provider: ImageProvider, text: str, attributes: Attributes | None, persona: Persona | None) -> Plan:
    """Read the description and word the finished prompt; pure and deterministic."""
    understood = understand(text, attributes, persona)
    prompt, negative_prompt = photographic_prompt(text, understood.attributes, persona)
    takes_negative = provider.capabilities.negative_prompt
    return Plan(prompt, negative_prompt if takes_negative else None, understood.attributes, understood.ignored)
