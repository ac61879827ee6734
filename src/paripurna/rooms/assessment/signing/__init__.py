"""The papers with which a stage is signed off, and the freezing of the stage that follows."""
