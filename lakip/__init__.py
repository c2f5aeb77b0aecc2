"""The front door: the command line and the Python face."""

__version__ = "0.1.0"
