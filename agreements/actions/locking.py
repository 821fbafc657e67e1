"""The lock that all rules of an agreement stand on."""

from agreements.models import Agreement


def locked(agreement: Agreement) -> Agreement:
    """The agreement's row, held until the transaction ends, so that its rules count right."""
    return (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=agreement.pk)
    )
