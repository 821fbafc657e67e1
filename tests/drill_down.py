"""What stands behind a number: the list at its address, counted."""


def count_behind(client, url):
    """How many things the list at `url` holds, or what its summands add up to."""
    response = client.get(url)
    assert response.status_code == 200, url
    context = response.context
    if "summands" in context:
        return context["summands"].total
    if "jobs=created" in url and "found" in context:
        return sum(number for _label, number in context["found"].job_sums)
    return context["page"].paginator.count
