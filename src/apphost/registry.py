"""Which apps are installed: found by entry point, in order of their ids. Nothing here names an app."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from apphost.kit.migrations import PLATFORM, Branch

if TYPE_CHECKING:
    from apphost.kit.app_plugin import AppPlugin

GROUP = "apphost.apps"


def installed_apps() -> "tuple[AppPlugin, ...]":
    """Load every installed app.

    Raises:
        TypeError: an entry point of the group is no `AppPlugin`, or two claim one id.
    """
    from apphost.kit.app_plugin import AppPlugin

    apps: dict[str, AppPlugin] = {}
    for entry_point in entry_points(group=GROUP):
        app = entry_point.load()
        if not isinstance(app, AppPlugin):
            raise TypeError(f"entry point {entry_point.name} of {GROUP} is no AppPlugin")
        if app.id in apps:
            raise TypeError(f"two installed apps have the id {app.id}")
        apps[app.id] = app
    return tuple(apps[app_id] for app_id in sorted(apps))


def migration_branches() -> list[Branch]:
    """The platform's, then each app's. Loads no app: only the packages that hold the revisions."""
    apps = sorted(entry_points(group="apphost.migrations"))
    return [PLATFORM, *(Branch(app.name, Path(app.load().__path__[0])) for app in apps)]
