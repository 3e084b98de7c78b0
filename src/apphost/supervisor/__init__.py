"""The supervisor of one machine: everything under `avatar-creator up`, and what `status` tells about it."""

from apphost.supervisor.options import Commands, UpOptions
from apphost.supervisor.state import attach, status
from apphost.supervisor.up import run

__all__ = ["Commands", "UpOptions", "attach", "run", "status"]
