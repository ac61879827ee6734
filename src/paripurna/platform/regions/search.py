"""Finding regions by name: for people who type, and for imports that must not guess."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length, Replace

from paripurna.platform.regions.models import Region, RegionAlias, RegionQuerySet
from paripurna.platform.regions.names import closed_up, fold, split_type
from paripurna.platform.regions.queries import build_ref
from paripurna.platform.regions.types import Level, NameMatch, RegionRef

CANDIDATES = 6
LEVEL_WORDS = {"kelurahan": Level.KELURAHAN, "desa": Level.KELURAHAN, "kecamatan": Level.KECAMATAN}


def search_regions(text: str, *, level: Level | None = None, within: str = "", limit: int = 20) -> list[RegionRef]:
    """This function will return the current regions that `text` names, best first; a code works too.

    Every word must stand in the name of the region or of a region above it, at least one in its own name. If nothing
    matches, the most similar names are given. Codes are those of Kemendagri, with or without dots, or of BPS; a code
    that is no longer in use finds the region as it was.
    """
    scope = _scope(level, within)
    if text.strip()[:2].isdigit():
        return _find_by_code(scope, text.strip(), level=level, within=within, limit=limit)
    _, core = split_type(fold(text))
    if not core:
        return []
    found = _refs(_by_words(scope, core, whole=fold(text)), limit)
    return found or _refs(_by_likeness(scope, core), limit)


def find_region(text: str, *, heading: str = "", within: str = "") -> NameMatch:
    """This function will say which current region a cell of a table means: its code, or its name inside `within`.

    A code is taken whole, never as the beginning of others, and is looked up in the whole country. Digits may be a code of
    Kemendagri without dots and one of BPS for two regions: then the heading decides ("Kode BPS"), or both are candidates.
    A heading that names a level ("Kecamatan") tells regions of one name apart.
    """
    if text[:2].isdigit():
        return _find_by_whole_code(text, is_bps="bps" in heading.casefold())
    level = _level_of(heading)
    of_level = find_region_by_name(text, within=within, level=level)
    if of_level.region or not level:
        return of_level
    of_any = find_region_by_name(text, within=within)  # a total stands under "Kelurahan" too
    return of_any if of_any.region else of_level


def _find_by_whole_code(code: str, *, is_bps: bool) -> NameMatch:
    of_bps = Q(bps_code=code)
    condition = of_bps if is_bps else Q(code=code) if "." in code else Q(code=dotted(code)) | of_bps
    found = _refs(Region.objects.current().filter(condition).order_by("code"), CANDIDATES)
    return NameMatch(found[0]) if len(found) == 1 else NameMatch(None, tuple(found))


def _level_of(heading: str) -> Level | None:
    words = fold(heading).split()
    return next((level for word, level in LEVEL_WORDS.items() if word in words), None)


def find_region_by_name(name: str, *, within: str = "", level: Level | None = None) -> NameMatch:
    """This function will say which current region `name` means: exactly one, or candidates for a person to choose from.

    Types written before the name ("Kab.", "Kota Adm."), marks, spacing and known aliases make no difference.
    """
    kind, core = split_type(fold(name))
    scope = _scope(level, within)
    if not core:
        return NameMatch(None)
    for hits in (_equal(scope, core, kind), _equal(scope, fold(name), ""), _closed(scope, core)):
        found = _refs(hits.order_by("level", "code"), CANDIDATES)
        if len(found) == 1:
            return NameMatch(found[0])
        if found:
            return NameMatch(None, tuple(found))
    return NameMatch(None, tuple(_refs(_by_likeness(scope, core), CANDIDATES)))


def _find_by_code(scope: RegionQuerySet, text: str, *, level: Level | None, within: str, limit: int) -> list[RegionRef]:
    """One after the other, because together the database could use no index."""
    former = _narrow(Region.objects.exclude(valid_to=None), level, within)
    by_code, by_bps = Q(code__startswith=text if "." in text else dotted(text)), Q(bps_code__startswith=text)
    for hits in (scope.filter(by_code), scope.filter(by_bps), former.filter(by_code)):
        if found := _refs(hits.order_by("code", "valid_from"), limit):
            return found
    return []


def dotted(digits: str) -> str:
    """This function will write the digits of a Kemendagri code with its dots: 6471051008 → 64.71.05.1008."""
    parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)


def _scope(level: Level | None, within: str) -> RegionQuerySet:
    return _narrow(Region.objects.current(), level, within)


def _narrow(scope: RegionQuerySet, level: Level | None, within: str) -> RegionQuerySet:
    if within:
        scope = scope.within(within)
    return scope.filter(level=level) if level else scope


def _by_words(scope: RegionQuerySet, core: str, *, whole: str) -> QuerySet[Region]:
    in_name, everywhere, aliased = Q(), Q(), Q()
    for word in core.split():
        # Shorter than three letters, a word has no trigram of its own and the index helps at the beginning only.
        in_name |= Q(folded__contains=word) if len(word) > 2 else Q(folded__startswith=word)
        aliased |= Q(folded__startswith=word)
        everywhere &= Q(search__contains=word)
    in_name |= _aliased(aliased)
    rank = Case(
        When(folded=whole, then=Value(0)),
        When(folded=core, search__startswith=whole, then=Value(1)),
        When(Q(folded=core) | _aliased(Q(folded=core)), then=Value(2)),
        When(folded__startswith=core, then=Value(3)),
        When(folded__contains=core, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return scope.filter(in_name, everywhere).annotate(rank=rank).order_by("rank", "level", "folded", "code")


def _by_likeness(scope: RegionQuerySet, core: str) -> QuerySet[Region]:
    alike = scope.filter(folded__trigram_similar=core).annotate(likeness=TrigramSimilarity("folded", core))
    return alike.order_by("-likeness", "level", "code")


def _equal(scope: RegionQuerySet, folded: str, kind: str) -> QuerySet[Region]:
    named = scope.filter(Q(folded=folded) | _aliased(Q(folded=folded)))
    return named.filter(type=kind) if kind else named


def _aliased(condition: Q) -> Q:
    """Aliases are few: reading them first spares the big table a join."""
    return Q(pk__in=list(RegionAlias.objects.filter(condition).values_list("region_id", flat=True)))


def _closed(scope: RegionQuerySet, core: str) -> QuerySet[Region]:
    """Names that differ by spaces alone; the length keeps the database from folding every name."""
    letters = closed_up(core)
    near = scope.annotate(letters=Replace("folded", Value(" "), Value(""))).filter(letters=letters)
    return near.annotate(size=Length("folded")).filter(size__lte=len(letters) + 6)


def _refs(regions: QuerySet[Region], limit: int) -> list[RegionRef]:
    return [build_ref(region) for region in regions.select_related("parent__parent__parent")[:limit]]
