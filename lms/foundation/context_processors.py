"""What every template of every room may count on."""

from django.http import HttpRequest

from lms.foundation.conf import options


def hunar(_request: HttpRequest) -> dict[str, str]:
    """``hunar_base``: the template that trainee pages extend."""
    return {"hunar_base": options["BASE_TEMPLATE"]}
