from pathlib import Path

from paripurna.platform.access.reference import renew

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "akses.md"


def test_the_page_tells_the_roles_as_they_are():
    page = PAGE.read_text(encoding="utf-8")
    assert page == renew(page)
