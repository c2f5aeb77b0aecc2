"""`python -m lakip` is the command `lakip`."""

from lakip.cli import main

if __name__ == "__main__":
    main()
