"""How the installation is doing: whether it lives, whether it is ready, what it measures, and a line for each request."""
