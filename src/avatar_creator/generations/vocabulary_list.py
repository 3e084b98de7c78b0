"""The published vocabulary: every attribute, its values in every language's words, and who can draw each."""

from collections.abc import Mapping

from pydantic.alias_generators import to_camel

from avatar_creator.app_state import AppState
from avatar_creator.person import Attributes
from avatar_creator.prompt.lexicon import languages, lexicon
from avatar_creator.providers import ImageProvider
from avatar_creator.providers.illustrated import honours
from avatar_creator.vocabulary import VALUES

_CLOSED = {"gender", "age_range", "style"}


def attributes(state: AppState) -> dict[str, object]:
    return {"items": [_attribute(name, state.providers) for name in Attributes.model_fields]}


def _attribute(name: str, providers: Mapping[str, ImageProvider]) -> dict[str, object]:
    return {
        "id": to_camel(name),
        "open": name not in _CLOSED,
        "values": [
            {
                "id": value,
                "labels": {language: lexicon(language).labels[name][value] for language in languages()},
                "providers": list(_who_draws(name, value, providers)),
            }
            for value in VALUES[name]
        ],
    }


def _who_draws(name: str, value: str, providers: Mapping[str, ImageProvider]) -> list[str]:
    """Provider ids; `illustrated/<model>` where only some of its styles can."""
    found = []
    for provider in providers.values():
        if provider.capabilities.live_portrait:
            able = [model.id for model in provider.models if value in honours(model.id).get(name, ())]
            whole = len(able) == len(provider.models)
            found += [provider.id] if whole else [f"{provider.id}/{model}" for model in able]
        else:
            found.append(provider.id)
    return found
