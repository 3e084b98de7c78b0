"""Both servers together: starts those whose address nobody gave, and stops them in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from apphost.engines.errors import EngineError
from apphost.engines.folder import DataFolder
from apphost.engines.postgres import start_postgres
from apphost.engines.running import RunningEngine, never
from apphost.engines.valkey import start_valkey

_STARTERS = {"REDIS_URL": start_valkey, "DATABASE_URL": start_postgres}


@dataclass
class EngineGroup:
    """The running servers by the setting that carries their address."""

    folder: DataFolder
    durable: bool = True
    engines: dict[str, RunningEngine] = field(default_factory=dict)

    def start(self, environment: Mapping[str, str], give_up: Callable[[], bool] = never) -> None:
        """Start what `environment` names no address for. All or nothing: a failure stops what had started."""
        try:
            for setting in _STARTERS:
                if not environment.get(setting):
                    self.restart(setting, give_up)
        except EngineError:
            self.stop()
            raise

    def restart(self, setting: str, give_up: Callable[[], bool] = never) -> None:
        """Start a server (again)."""
        self.engines[setting] = _STARTERS[setting](self.folder, durable=self.durable, give_up=give_up)

    def addresses(self) -> dict[str, str]:
        """What to add to a child's environment so that it finds the servers."""
        return {setting: engine.url for setting, engine in self.engines.items()}

    def stop(self, hurry: Callable[[], bool] = never) -> None:
        """Valkey first, the truth last; `hurry` may become true on the way."""
        for engine in self.engines.values():
            engine.stop(hurry)
        self.engines.clear()
