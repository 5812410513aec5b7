"""Districts and centres for tests."""

from lms.people.models import Centre, District, Organisation


def make_district(name: str, *, predecessor: District | None = None) -> District:
    """A district of this name."""
    code = name.lower().replace(" ", "-")
    return District.objects.create(code=code, name_en=name, province="Khyber Pakhtunkhwa", predecessor=predecessor)


def make_centre(name: str, district: District | None = None) -> Centre:
    """A centre in a district."""
    board, _ = Organisation.objects.get_or_create(name="Board")
    return Centre.objects.create(organisation=board, district=district, name=name)
