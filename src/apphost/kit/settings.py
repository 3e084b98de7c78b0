"""The platform's settings, read once from the environment and passed in; nothing reads them at import.

Every field carries its meaning: `avatar-creator settings` prints them all, the apps' own included.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Names are the environment variables, in upper case and without a prefix."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(Path("data"), description="Folder of the embedded engines, objects, secrets and logs.")
    database_url: str | None = Field(
        None, description="PostgreSQL 15 or newer. Not set: `up` starts an embedded server under DATA_DIR."
    )
    redis_url: str | None = Field(
        None,
        description="Redis 7.2 or Valkey 8, or newer. Not set: `up` starts an embedded Valkey under DATA_DIR.",
    )
    storage_url: str | None = Field(
        None, description="Where pictures are kept: file:///absolute/folder. Not set: DATA_DIR/objects."
    )
    secret_key: SecretStr | None = Field(
        None,
        description="At least 32 random characters; signs tokens and file addresses. `up` makes one in DATA_DIR.",
    )
    public_url: str | None = Field(
        None,
        description="The address people type, e.g. https://avatars.example.org. Not set: the bound address.",
    )
    host: str = Field("127.0.0.1", description="Address to bind. Anything but loopback is reachable by others.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="Port to bind.")
    registration: Literal["open", "closed"] | None = Field(
        None, description="Who may make an account. Not set: open on loopback, closed elsewhere."
    )
    database_pool_size: Annotated[int, Field(ge=1)] = Field(16, description="Database connections per process.")
    worker_concurrency: Annotated[int, Field(ge=1)] = Field(
        16, description="Generations one worker process takes at once."
    )
    image_processes: Annotated[int, Field(ge=1)] = Field(
        1,
        description="Processes that decode and encode pictures, per worker or API process; started when needed.",
    )
    image_task_seconds: Annotated[float, Field(gt=0)] = Field(
        30.0, description="A picture that takes longer to decode and encode is refused."
    )
    base_image_max_side_px: Annotated[int, Field(ge=256)] = Field(
        2048, description="Longest side a picture is kept at."
    )
    lease_seconds: Annotated[float, Field(gt=0)] = Field(
        15.0, description="A running job that shows no sign of life for this long is given to another worker."
    )
    sweep_seconds: Annotated[float, Field(gt=0)] = Field(
        15.0, description="How often lost bells, dead leases and orphan files are looked for."
    )
    drain_seconds: Annotated[float, Field(ge=0)] = Field(
        20.0, description="How long a stopping worker lets running jobs finish before it gives them back."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level that is logged; reads are logged at debug, writes at info."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="`auto` is text on a terminal and JSON elsewhere."
    )
    engine_user: str | None = Field(
        None, description="The user that embedded engines run as when `up` is started by root."
    )
    postgres_bin_dir: Path | None = Field(
        None, description="Folder of PostgreSQL's programs, instead of those of the wheel."
    )
    valkey_server: Path | None = Field(
        None, description="The Valkey or Redis server program, instead of that of the wheel."
    )
    low_disk_bytes: Annotated[int, Field(ge=0)] = Field(
        500_000_000,
        description="With less free space than this, `/readyz` warns and new pictures are refused.",
    )

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters; make one with: openssl rand -hex 32")
        return value

    @property
    def base_url(self) -> str:
        """The address for links, without a slash at the end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 (compared, not bound)
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def on_loopback(self) -> bool:
        return self.host in {"127.0.0.1", "::1", "localhost"}

    @property
    def registration_mode(self) -> Literal["open", "closed"]:
        return self.registration or ("open" if self.on_loopback else "closed")

    @property
    def object_storage_url(self) -> str:
        return self.storage_url or (self.data_dir.absolute() / "objects").as_uri()

    def required_secret(self) -> bytes:
        """The secret key as bytes.

        Raises:
            SettingsProblem: it is not set.
        """
        if self.secret_key is None:
            raise SettingsProblem(
                "SECRET_KEY is not set. Set it to 32 or more random characters (openssl rand -hex 32)."
            )
        return self.secret_key.get_secret_value().encode()

    def required(self, name: Literal["database_url", "redis_url"]) -> str:
        """The URL of an engine that `serve` and `worker` cannot do without.

        Raises:
            SettingsProblem: it is not set.
        """
        value = getattr(self, name)
        if value is None:
            raise SettingsProblem(f"{name.upper()} is not set. Set it, or use `avatar-creator up`, which starts one.")
        return str(value)


class SettingsProblem(Exception):
    """One line for the operator saying which setting to change and how."""
