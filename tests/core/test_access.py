"""Who may come in, and to do what."""

import pytest
from django.http import HttpResponse

from core.access import form_page


@pytest.mark.parametrize(
    ("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 200), ("PUT", 405)]
)
def test_a_page_with_a_form_is_read_and_sent_back(rf, method, status):
    page = form_page(lambda request: HttpResponse("Strona"))
    assert page(rf.generic(method, "/")).status_code == status
