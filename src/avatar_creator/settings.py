"""Settings of the app: names are environment variables. Providers keep their own beside themselves."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AvatarCreatorSettings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    default_provider: str = Field(
        "illustrated", description="The provider offered first: illustrated (built in, free) or huggingface."
    )
    max_open_generations: Annotated[int, Field(ge=1)] = Field(
        100, description="Generations one person may have waiting or running at once."
    )
    attempt_seconds: Annotated[float, Field(gt=0)] = Field(
        600.0, description="Longest time one attempt at a picture may take, waiting for the provider included."
    )
    retry_delays_seconds: tuple[float, float] = Field(
        (10.0, 100.0), description="Wait before the second and the third attempt, as a JSON list."
    )
    max_wait_hours: Annotated[float, Field(gt=0)] = Field(
        24.0, description="A generation that is still waiting after this long is given up, with nothing charged."
    )
    trash_days: Annotated[int, Field(ge=1)] = Field(
        30, description="Days after which what lies in the trash is removed for ever."
    )
    import_max_bytes: Annotated[int, Field(ge=1, lt=2**31)] = Field(
        1_000_000_000, description="Largest file that can be imported as a project."
    )
