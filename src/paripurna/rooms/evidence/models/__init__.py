"""Tables of this room: documents and what was read in them, links to questions, requests, packs."""

from paripurna.rooms.evidence.models.documents import Document as Document
from paripurna.rooms.evidence.models.documents import DocumentQuerySet as DocumentQuerySet
from paripurna.rooms.evidence.models.documents import DocumentVersion as DocumentVersion
from paripurna.rooms.evidence.models.documents import Redaction as Redaction
from paripurna.rooms.evidence.models.fact_tables import SignedTable as SignedTable
from paripurna.rooms.evidence.models.links import CheckWaiver as CheckWaiver
from paripurna.rooms.evidence.models.links import Evidence as Evidence
from paripurna.rooms.evidence.models.links import SuggestionRefusal as SuggestionRefusal
from paripurna.rooms.evidence.models.packs import Pack as Pack
from paripurna.rooms.evidence.models.packs import PackDocument as PackDocument
from paripurna.rooms.evidence.models.packs import PackQuerySet as PackQuerySet
from paripurna.rooms.evidence.models.probes import LinkProbe as LinkProbe
from paripurna.rooms.evidence.models.readings import PictureBand as PictureBand
from paripurna.rooms.evidence.models.readings import Reading as Reading
from paripurna.rooms.evidence.models.readings import TextBand as TextBand
from paripurna.rooms.evidence.models.requests import CalendarFeed as CalendarFeed
from paripurna.rooms.evidence.models.requests import ProofRequest as ProofRequest
from paripurna.rooms.evidence.models.requests import RequestDocument as RequestDocument
from paripurna.rooms.evidence.models.requests import RequestEvent as RequestEvent
