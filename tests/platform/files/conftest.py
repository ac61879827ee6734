import pytest


@pytest.fixture(autouse=True)
def _own_store(folder):
    pass


@pytest.fixture
def kept(folder):
    """The names of what lies in the store, temporary files included."""
    return lambda: sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
