"""`python -m gkreport` is the same program as `gkreport`."""

from gkreport.cli import main

main()
