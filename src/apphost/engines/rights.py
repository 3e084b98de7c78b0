"""What a server started by root may do: be another user, and pass folders that are closed to that user.

A checkout below /root or a private temporary folder is closed to everybody else. Opening people's folders
would be wrong, so the server keeps one of root's capabilities, to pass closed folders, and nothing else
of root. Linux only, like the need for it.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from apphost.engines.account import Account, closed_folder
from apphost.engines.errors import EngineError

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
_CAPABILITY_VERSION_3 = 0x20080522
# Reading and passing folders is enough; containers often have only the wider one.
_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE = 2, 1

_ON_LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@dataclass(frozen=True)
class Rights:
    """Who a child process becomes. `account` None: it stays who we are."""

    account: Account | None = None
    capability: int | None = None

    def assume(self) -> None:
        """Become that user. Runs in the forked child: system calls only."""
        if self.account is None:
            return
        if self.capability is not None:
            _check(_libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0))
        os.setgroups([])
        os.setgid(self.account.gid)
        os.setuid(self.account.uid)
        if self.capability is not None:
            _keep_only(self.capability)


def rights_to_reach(paths: Sequence[Path], account: Account | None) -> Rights:
    """The least rights with which `account` reaches all of `paths`; EngineError when there are none."""
    if account is None:
        return Rights()
    closed = next((folder for path in paths if (folder := closed_folder(path, account))), None)
    if closed is None:
        return Rights(account)
    held = _own_capabilities()
    for capability in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE):
        if held & (1 << capability):
            return Rights(account, capability)
    raise EngineError(
        f"The servers run as user {account.name}, who may not pass the folder {closed}. "
        "Choose a data folder that others can pass, set ENGINE_USER to its owner, or do not start as root."
    )


def die_with_parent(signal_number: int) -> None:
    """Have the kernel send `signal_number` to this process when the thread that started it ends.

    Runs in the forked child, after its user changed (which would clear it again).
    """
    if _ON_LINUX:
        _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def _keep_only(capability: int) -> None:
    """Drop every capability but one, and let that one survive the exec that follows."""
    bit = 1 << capability
    sets = (_Sets * 2)(_Sets(bit, bit, bit), _Sets(0, 0, 0))
    _check(_libc.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), ctypes.byref(sets)))
    _check(_libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0))


def _own_capabilities() -> int:
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff:")), 0)


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), "the right to pass closed folders could not be kept")
