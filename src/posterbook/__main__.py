"""`python -m posterbook` is the command `posterbook`."""

import sys

from posterbook.cli import main

sys.exit(main())
