"""Journeys as state machines: conditions, the walk over all states, and paths; all pure."""
