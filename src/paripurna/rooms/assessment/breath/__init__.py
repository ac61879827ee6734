"""One part of a round in one breath: what it owns, what is nearest, what waits. An agency's part, or a cluster's."""
