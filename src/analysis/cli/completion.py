"""Names that the shell offers on Tab, each with what it stands for."""

from analysis.cli.session import session

Offers = list[tuple[str, str]]


def measure_names(incomplete: str) -> Offers:
    """Offer measures by their id."""
    from analysis.catalogue.measure import measures

    return [(entry.id, entry.name) for entry in measures().values() if entry.id.startswith(incomplete.lower())]


def explained_names(incomplete: str) -> Offers:
    """Offer measures whose change can be explained."""
    from analysis.catalogue.measure import measures
    from analysis.catalogue.pathway import explained, pathway_of

    named = {name: measures()[pathway_of(name).measure].name for name in explained()}
    return [(name, title) for name, title in named.items() if name.startswith(incomplete.lower())]


def area_names(incomplete: str) -> Offers:
    """Offer areas by their name as it stands in an address: shells break names at their spaces."""
    from analysis.catalogue.area import areas

    return [(area.slug, area.name) for area in areas().values() if area.slug.startswith(incomplete.lower())]


def audience_names(incomplete: str) -> Offers:
    """Offer the audiences that papers are made for."""
    from analysis.present.disclosure.policy import policy

    return [(name, says) for name, says in policy().audiences.items() if name.startswith(incomplete.lower())]


def scenario_names(incomplete: str) -> Offers:
    """Offer the scenarios of the data folder."""
    space = session.workspace
    folders = space.scenarios
    stems = sorted({path.stem for folder in folders for path in folder.glob("*.yml")})
    return [(stem, "scenario") for stem in stems if stem.startswith(incomplete)]
