"""Plan the first scope of a launch in plain files."""

__version__ = "0.1.0"
