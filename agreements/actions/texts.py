"""Drafting: the agreement's data, its versions, and the templates."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.locking import locked
from agreements.errors import AgreementError, ConflictError
from agreements.models import Agreement, AgreementTemplate, Version
from agreements.rules.templates import READY
from journal.actions import record

# What `draft` and `edit` may set. The text is kept apart, in versions.
FIELDS = (
    "number",
    "title",
    "theme",
    "level",
    "partnership_type",
    "legal_basis",
    "legal_basis_on",
    "main_goal",
    "goals",
    "principles",
    "coordinator",
    "occasion",
    "place",
    "valid_from",
    "valid_until",
    "effect_rule",
    "effect_on",
    "effect_count",
    "in_order",
)


@transaction.atomic
def draft(
    *,
    partnership,
    actor,
    text: str = "",
    template: AgreementTemplate | None = None,
    once: uuid.UUID | None = None,
    **fields,
) -> Agreement:
    """Start a draft with its first version. `fields` are among `FIELDS`.

    `once` is the key of a publication: entered twice, it starts one draft.

    What `fields` leave out comes from `template`; later changes of the template
    do not touch the agreement.
    """
    if once and (there := partnership.agreements.filter(once=once).first()):
        return there
    if template is not None:
        for name in ("title", "main_goal", "goals", "principles"):
            fields.setdefault(name, getattr(template, name))
        text = text or template.text
    agreement = Agreement(
        partnership=partnership,
        template=template,
        once=once,
        status=Agreement.Status.DRAFT,
        **_known(fields),
    )
    agreement.save()
    Version.objects.create(agreement=agreement, number=1, text=text, created_by=actor)
    record(verb="agreement drafted", row=agreement, actor=actor, after={"title": agreement.title})
    return agreement


@transaction.atomic
def edit(
    *, agreement: Agreement, revision: int, text: str, actor, note: str = "", **fields
) -> Agreement:
    """Save changes made on top of `revision`; a changed text becomes a new version.

    Raises `ConflictError` when somebody saved in between (TRUST R16), and
    `AgreementError` once signing has begun.
    """
    agreement = locked(agreement)
    if not agreement.is_editable:
        raise AgreementError(_("The text no longer changes: signing has begun."))
    if agreement.revision != revision:
        raise ConflictError(
            _("Somebody saved this agreement while you were writing. Compare both texts."),
            agreement,
        )
    fields = _known(fields)
    before = {name: _plain(getattr(agreement, name)) for name in fields}
    for name, value in fields.items():
        setattr(agreement, name, value)
    agreement.revision += 1
    agreement.save()
    after = {name: _plain(getattr(agreement, name)) for name in fields}
    changed = {name for name in fields if before[name] != after[name]}
    latest = agreement.latest_version()
    if latest is None or latest.text != text:
        number = (latest.number if latest else 0) + 1
        Version.objects.create(
            agreement=agreement, number=number, text=text, note=note, created_by=actor
        )
        before["version"], after["version"] = number - 1, number
        changed.add("version")
    record(
        verb="agreement changed",
        row=agreement,
        actor=actor,
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)},
    )
    return agreement


@transaction.atomic
def choose_final(*, version: Version, actor) -> None:
    """Mark `version` as the one that will be signed; another one loses the mark."""
    agreement = locked(version.agreement)
    if not agreement.is_editable:
        raise AgreementError(_("The text no longer changes: signing has begun."))
    agreement.versions.filter(is_final=True).exclude(pk=version.pk).update(is_final=False)
    agreement.versions.filter(pk=version.pk).update(is_final=True)
    record(
        verb="final version chosen",
        row=agreement,
        actor=actor,
        after={"version": version.number, "sha256": version.sha256},
    )


@transaction.atomic
def save_template(*, template: AgreementTemplate, actor) -> AgreementTemplate:
    """Keep a new or changed template of the office."""
    template.save()
    record(verb="template saved", row=template, actor=actor, after={"title": template.title})
    return template


@transaction.atomic
def ready_templates(*, partnership, actor=None) -> list[AgreementTemplate]:
    """Give the office the ready templates it does not have yet; it may change them."""
    made = []
    for content in READY:
        template, created = AgreementTemplate.objects.get_or_create(
            partnership=partnership, title=content["title"], defaults=content
        )
        if created:
            made.append(template)
            record(
                verb="template saved", row=template, actor=actor, after={"title": template.title}
            )
    return made


def _known(fields):
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an agreement: {sorted(unknown)}")
    return fields


def _plain(value):
    return str(value) if hasattr(value, "pk") else value
