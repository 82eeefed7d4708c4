"""``python -m ballot``: the commands, in a process of their own."""

import sys

from ballot.serving.loading import keep, loading


def main() -> int:
    """Carry out the command of this process and give its exit code."""
    with loading():
        from ballot import cli
    try:
        return cli.main()
    finally:
        keep()


if __name__ == "__main__":
    sys.exit(main())
