"""Writes of the registers. One function = one transaction = one audit line."""

from paripurna.rooms.registers.actions.documents import attach_document as attach_document
from paripurna.rooms.registers.actions.documents import detach_document as detach_document
from paripurna.rooms.registers.actions.entries import add_entry as add_entry
from paripurna.rooms.registers.actions.entries import change_entry as change_entry
from paripurna.rooms.registers.actions.entries import restore_entry as restore_entry
from paripurna.rooms.registers.actions.entries import return_entry as return_entry
from paripurna.rooms.registers.actions.entries import step_entry as step_entry
from paripurna.rooms.registers.actions.entries import withdraw_entry as withdraw_entry
from paripurna.rooms.registers.actions.imports import begin_import as begin_import
from paripurna.rooms.registers.actions.imports import import_entries as import_entries
from paripurna.rooms.registers.actions.imports import run_import as run_import
