"""Real PostgreSQL and real Valkey without any setup: started from their wheels on a data folder.

The door of this package. Only the supervisor and the tests start servers; everybody else gets addresses.
"""

from apphost.engines.disk import free_space_problem
from apphost.engines.errors import EngineError
from apphost.engines.folder import DataFolder
from apphost.engines.group import EngineGroup
from apphost.engines.postgres import start_postgres
from apphost.engines.running import RunningEngine
from apphost.engines.valkey import start_valkey

__all__ = [
    "DataFolder",
    "EngineError",
    "EngineGroup",
    "RunningEngine",
    "free_space_problem",
    "start_postgres",
    "start_valkey",
]
