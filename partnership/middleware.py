"""What is done around every answer."""

from partnership.views.errors import not_allowed


def worded_refusals(get_response):
    """Give the bare 405 of Django's method guards the words of our error pages."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = not_allowed(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
