from paripurna.rooms.registers.models.entries import Entry as Entry
from paripurna.rooms.registers.models.entries import EntryChange as EntryChange
from paripurna.rooms.registers.models.entries import EntryDocument as EntryDocument
from paripurna.rooms.registers.models.entries import EntryImport as EntryImport
from paripurna.rooms.registers.models.regulations import Regulation as Regulation
from paripurna.rooms.registers.models.trainings import Participant as Participant
from paripurna.rooms.registers.models.trainings import Staffing as Staffing
from paripurna.rooms.registers.models.trainings import Training as Training
