from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "paripurna.platform.regions"
    label = "regions"

    def ready(self) -> None:
        from paripurna.platform.audit.types import register_verb
        from paripurna.platform.ui.registry import Item, Section, register_navigation, register_section

        register_section(Section("reference", _("Reference"), "book", order=200))
        register_navigation(
            Item("reference", _("Regions"), "regions:region_list", None, 10, of_city=False, icon="map-pin")
        )
        register_verb("regions.loaded", _("%(person)s loaded the regions of %(title)s (%(regions)s regions)"))
        register_verb("regions.city_enabled", _("%(person)s enabled the city"))
        register_verb("regions.city_remote_set", _("%(person)s changed whether the city counts as 3T"))
        register_verb("regions.city_opened", _("%(person)s opened the city for work"))
