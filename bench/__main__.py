"""`python -m bench [NAME …] [--peer FOLDER]`: measure, print figure, target and verdict; exit 1 on a miss."""

import argparse
import sys
from pathlib import Path

from bench import generations, image_pipeline, library, push, reads, scrolling, startup, uploads
from bench.figures import report

BENCHES = {
    "startup": startup.run,
    "generations": generations.run,
    "pictures": image_pipeline.run,
    "push": push.run,
    "reads": reads.run,
    "library": library.run,
    "uploads": uploads.run,
    "scrolling": scrolling.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="which; all when none is named")
    parser.add_argument("--peer", type=Path, help="folder of the earlier stack, to race against")
    arguments = parser.parse_args()
    met = [report(BENCHES[name](arguments.peer)) for name in arguments.names or BENCHES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
