"""`python -m poolviz` does what the command `poolviz` does."""

import sys

from poolviz.cli import main

if __name__ == "__main__":
    sys.exit(main())
