"""Settings of provider `huggingface`: who we are there, where it is, how long it may take."""

from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class HuggingFaceSettings(BaseSettings):
    """Names are the environment variables with `HUGGINGFACE_` before them. What is refused is never repeated."""

    model_config = SettingsConfigDict(
        env_prefix="HUGGINGFACE_", frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    token: SecretStr | None = Field(
        None, description="Access token (hf_…) that may call Inference Providers. Not set: the provider is off."
    )
    base_url: str = Field("https://router.huggingface.co", description="The router all requests go to.")
    exchange_seconds: Annotated[float, Field(gt=0)] = Field(
        90.0, description="Longest time one exchange with the provider may take."
    )

    @field_validator("token")
    @classmethod
    def _fit_for_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        """Tokens are pasted with line ends; anything else odd is told here, not when a picture is asked for."""
        token = value.get_secret_value().strip() if value else ""
        if not all("!" <= character <= "~" for character in token):
            raise ValueError("must be one word of plain characters, as Hugging Face shows it")
        return SecretStr(token) if token else None

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("must start with https:// or http://")
        return value
