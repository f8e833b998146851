"""Text and nodes: reading YAML with positions, and making values safe to show."""
