"""The room of presets: people who are ready, from the catalogue and from each other."""
