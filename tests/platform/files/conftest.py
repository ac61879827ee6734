import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A store of its own for each test."""
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": local}
    return tmp_path / "files"


@pytest.fixture
def kept(folder):
    """The names of what lies in the store, temporary files included."""
    return lambda: sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
