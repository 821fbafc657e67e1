"""What can be done with an agreement. One verb a function."""

from agreements.actions.admission import admit
from agreements.actions.corrections import (
    FACTS,
    correct_accession,
    correct_effect,
    correct_end,
    correct_facts,
    correct_signature,
    correct_withdrawal,
    take_back_withdrawal,
)
from agreements.actions.effect import effect_day
from agreements.actions.parties import (
    add_parties,
    add_signatory,
    decide_accession,
    file_accession,
    remove_party,
    remove_signatory,
    reorder,
    withdraw,
)
from agreements.actions.publishing import publish, unpublish
from agreements.actions.records import Seat, enter_record, show_also_in
from agreements.actions.remarks import answer, remark
from agreements.actions.signing import (
    Given,
    add_proof,
    ask_again,
    refuse,
    replace,
    sign,
)
from agreements.actions.steps import (
    consult,
    enter_force,
    missing_for_signing,
    open_signing,
    reopen,
    terminate,
    turn_of_day,
)
from agreements.actions.texts import (
    FIELDS,
    choose_final,
    draft,
    edit,
    ready_templates,
    save_template,
)
from agreements.errors import AgreementError, ConflictError, NotReadyError

__all__ = [
    "FACTS",
    "FIELDS",
    "AgreementError",
    "ConflictError",
    "Given",
    "NotReadyError",
    "Seat",
    "add_parties",
    "add_proof",
    "add_signatory",
    "admit",
    "answer",
    "ask_again",
    "choose_final",
    "consult",
    "correct_accession",
    "correct_effect",
    "correct_end",
    "correct_facts",
    "correct_signature",
    "correct_withdrawal",
    "decide_accession",
    "draft",
    "edit",
    "effect_day",
    "enter_force",
    "enter_record",
    "file_accession",
    "missing_for_signing",
    "open_signing",
    "publish",
    "ready_templates",
    "refuse",
    "remark",
    "remove_party",
    "remove_signatory",
    "reopen",
    "reorder",
    "replace",
    "save_template",
    "show_also_in",
    "sign",
    "take_back_withdrawal",
    "terminate",
    "turn_of_day",
    "unpublish",
    "withdraw",
]
