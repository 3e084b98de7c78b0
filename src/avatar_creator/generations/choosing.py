"""Which provider and model draw, and whether the description says enough to draw at all."""

from apphost.kit.problems import InvalidRequest
from avatar_creator.app_state import AppState
from avatar_creator.generations.problems import ProviderNotConfigured
from avatar_creator.generations.schemas import GenerateRequest
from avatar_creator.person import Attributes, Persona
from avatar_creator.providers import ImageProvider


def provider_for(state: AppState, provider_id: str | None) -> ImageProvider:
    """The provider asked for, or the default one.

    Raises:
        InvalidRequest: there is none of this name.
        ProviderNotConfigured: it is known but not set up; the detail says what is missing.
    """
    provider = state.providers.get(provider_id or state.settings.default_provider)
    if provider is None:
        raise InvalidRequest("#/provider", f"must be one of {', '.join(state.providers)}")
    if not provider.configured:
        raise ProviderNotConfigured(f"{provider.title} is not set up yet. {provider.setup_hint or ''}".strip())
    return provider


def model_of(provider: ImageProvider, model_id: str | None) -> str:
    """The model asked for, or the provider's first. Raises: InvalidRequest."""
    models = [model.id for model in provider.models]
    if model_id is None:
        return models[0]
    if model_id not in models:
        raise InvalidRequest("#/model", f"must be one of {', '.join(models)}")
    return model_id


def check_says_who(request: GenerateRequest) -> None:
    stated = request.attributes is not None and request.attributes != Attributes()
    described = request.persona is not None and request.persona != Persona()
    if not (request.prompt or stated or described):
        raise InvalidRequest("#/prompt", "must say who to draw: describe somebody, or choose at least one attribute")
