from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb


class EvidenceConfig(AppConfig):
    name = "paripurna.rooms.evidence"
    label = "evidence"

    def ready(self) -> None:
        from paripurna.rooms.evidence import asking, doors, navigation
        from paripurna.rooms.evidence.requesting import navigation as requests

        doors.register()
        navigation.register()
        asking.register()
        requests.register()
        for verb, sentence in VERBS.items():
            register_verb(verb, sentence)


VERBS = {
    "evidence.document_added": _("%(person)s brought the document %(subject)s"),
    "evidence.version_added": _("%(person)s brought version %(number)s of the document %(subject)s"),
    "evidence.document_changed": _("%(person)s changed what is said of the document %(subject)s"),
    "evidence.document_withdrawn": _("%(person)s withdrew the document %(subject)s"),
    "evidence.document_restored": _("%(person)s brought the document %(subject)s back"),
    "evidence.signature_seen": _("%(person)s saw the signature on the document %(subject)s"),
    "evidence.signature_unseen": _("%(person)s took back having seen the signature on the document %(subject)s"),
    "evidence.faces_changed": _("%(person)s marked %(count)s faces on page %(page)s of the document %(subject)s"),
    "evidence.faces_confirmed": _("%(person)s confirmed that all faces of children are covered in %(subject)s"),
    "evidence.faces_reopened": _("%(person)s took back that all faces of children are covered in %(subject)s"),
    "evidence.reading_asked_again": _("%(person)s had the document %(subject)s read again"),
    "evidence.children_suspected": _(
        "The machine asked people to look whether the document %(subject)s shows children"
    ),
    "evidence.suspicion_answered": _(
        "%(person)s looked at the document %(subject)s and said what it shows of children"
    ),
    "evidence.content_deleted": _("The content of the document %(subject)s was deleted: it showed children"),
    "evidence.table_signed": _("%(person)s signed the table of question %(question)s off: %(subject)s, %(rows)s rows"),
    "evidence.document_linked": _("%(person)s linked the document %(subject)s to question %(question)s"),
    "evidence.document_unlinked": _("%(person)s unlinked the document %(subject)s from question %(question)s"),
    "evidence.suggestion_refused": _(
        "%(person)s said that the document %(subject)s does not prove question %(question)s"
    ),
    "evidence.check_waived": _("%(person)s waived the check %(check)s at question %(question)s"),
    "evidence.waiver_ended": _("%(person)s let the check %(check)s at question %(question)s count again"),
    "evidence.link_checked": _("%(person)s checked the document %(subject)s at question %(question)s"),
    "evidence.redaction_brought": _("%(person)s brought a redacted copy of the document %(subject)s"),
    "evidence.pack_asked": _("%(person)s had the pack %(subject)s made"),
    "evidence.pack_made": _("The pack %(subject)s was made for %(person)s: %(documents)s documents"),
    "evidence.pack_fetched": _("%(person)s fetched the pack %(subject)s"),
    "evidence.pack_deleted": _("%(person)s deleted the pack %(subject)s"),
    "evidence.pack_expired": _("The pack %(subject)s was deleted because its time was over"),
    "evidence.link_unchecked": _("%(person)s took back the check of the document %(subject)s at question %(question)s"),
}
