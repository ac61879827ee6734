"""What may leave, told of plain values: no database."""

import uuid

import pytest

from paripurna.platform.files.models import StoredFile
from paripurna.rooms.evidence.packing.rules import decide
from paripurna.rooms.evidence.packing.types import Holding, Leaving, Why
from paripurna.rooms.evidence.proof.papers import Paper
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind

CODE = uuid.UUID(int=1)
ORIGINAL, REDACTED = StoredFile(hash="a" * 64, size=1), StoredFile(hash="b" * 64, size=1)
SECRET = Confidentiality.CONFIDENTIAL


def paper(**fields):
    known = {"document_id": 1, "code": CODE, "kind": DocumentKind.DECREE, "title": "SK", "agency_id": 1}
    return Paper(**{**known, **fields})


def holding(**fields):
    return Holding(document_id=1, code=CODE, agency="Dinkes", **{"file": ORIGINAL, **fields})


@pytest.mark.parametrize(
    ("said", "held", "with_confidential", "expected"),
    [
        pytest.param({}, {}, False, Leaving(file=ORIGINAL), id="what is internal leaves"),
        pytest.param(
            {"confidentiality": Confidentiality.OPEN}, {}, False, Leaving(file=ORIGINAL), id="what is open leaves"
        ),
        pytest.param({"is_withdrawn": True}, {}, True, Leaving(why=Why.WITHDRAWN), id="what was withdrawn stays"),
        pytest.param(
            {"suspected": "name", "confidentiality": SECRET},
            {"redacted": REDACTED},
            True,
            Leaving(why=Why.SUSPECTED),
            id="what may show children stays until a person has answered",
        ),
        *(
            pytest.param(
                {"child_content": shown, "confidentiality": confidentiality},
                {"redacted": REDACTED},
                True,
                Leaving(why=Why.CHILDREN),
                id=f"{shown} stays even where it is asked for, {confidentiality}",
            )
            for shown in ChildContent
            if shown is not ChildContent.NONE
            for confidentiality in Confidentiality
        ),
        pytest.param(
            {"confidentiality": SECRET},
            {"redacted": REDACTED},
            False,
            Leaving(why=Why.CONFIDENTIAL),
            id="what is confidential stays unless it is asked for",
        ),
        pytest.param(
            {"confidentiality": SECRET},
            {"redacted": REDACTED},
            True,
            Leaving(file=REDACTED, is_redacted=True),
            id="what is confidential leaves redacted",
        ),
        pytest.param(
            {"confidentiality": SECRET},
            {},
            True,
            Leaving(why=Why.UNREDACTED),
            id="an original never leaves in its place",
        ),
        pytest.param(
            {"kind": DocumentKind.LINK, "link": "https://contoh.go.id"},
            {"file": None},
            False,
            Leaving(address="https://contoh.go.id"),
            id="of a page its address leaves",
        ),
        pytest.param({}, {"file": None}, False, Leaving(why=Why.NO_FILE), id="what is not there is told"),
    ],
)
def test_decides_what_leaves(said, held, with_confidential, expected):
    assert decide(paper(**said), holding(**held), with_confidential=with_confidential) == expected
