"""What every address answers to whom: GET and POST, in the order of `ROLES`.

i in · L sign in first · M a second factor first · 3 refused in words (403) ·
4 not found (404) · 5 no such method here (405). The rows stand for one's own
thing; `foreign` derives what the other partnership's thing answers.
"""

ROLES = (
    "passer_by",
    "person",
    "member",
    "admin",
    "neighbour",
    "newcomer",
    "auditor",
    "officer",
    "coordinator",
    "foreign_officer",
)

# One row of the office: a page and what is done there.
ROW_FORM = ("L4444Miii4", "L4444M3ii4")
# One row of the office: a button.
ROW_STEP = ("L4444M5555", "L4444M3ii4")
# One row of the office: reading only.
ROW_PAGE = ("L4444Miii4", "L4444M3555")
# One row of one person at the office, reading only.
OWN_PAGE = ("L4444M4i44", "L4444M3555")
# The same, a button.
OWN_STEP = ("L4444M5555", "L4444M3i44")
# The office: a page of its own partnership and what is done there.
OFFICE_FORM = ("L4444Miiii", "L4444M3iii")
# The office: reading only.
OFFICE_PAGE = ("L4444Miiii", "L4444M3555")
# The office: a button.
OFFICE_STEP = ("L4444M5555", "L4444M3iii")
# Only the coordinator.
TEAM_FORM = ("L4444M44i4", "L4444M34i4")
# Only the coordinator, reading.
TEAM_PAGE = ("L4444M44i4", "L4444M3555")
# Only the coordinator, a button.
TEAM_STEP = ("L4444M5555", "L4444M34i4")
# A button that wants a person in the form and finds none.
ROW_STEP_EMPTY = ("L4444M5555", "L4444M3444")
# Everyone who is signed in, about themselves.
SIGNED_IN = ("Liiiiiiiii", "Liiiiiiiii")
# The same, reading only.
SIGNED_IN_PAGE = ("Liiiiiiiii", "L555555555")
# The same, a button.
SIGNED_IN_STEP = ("L555555555", "Liiiiiiiii")
# A choice that the form must name.
CHOICE = ("Liiiiiiiii", "L444444444")
# Those who have a second factor.
WITH_FACTOR = ("L44444iiii", "L44444iiii")
# The partner's people.
PARTNER_FORM = ("L4ii444444", "L4ii444444")
# The partner's people, reading only.
PARTNER_PAGE = ("L4ii444444", "L555555555")
# The partner's administrator.
PARTNER_ADMIN = ("L44i444444", "L44i444444")
# The partner's administrator, a button.
PARTNER_ADMIN_STEP = ("L555555555", "L44i444444")
# The invited person.
INVITED = ("L4i4444444", "L4i4444444")
# Everyone.
OPEN = ("iiiiiiiiii", "iiiiiiiiii")
# Everyone, reading only.
OPEN_PAGE = ("iiiiiiiiii", "5555555555")
# Everyone; the key in the address opens nothing.
OPEN_KEY = ("iiiiiiiiii", "4444444444")
# Nobody in this world: the thing does not exist or fits nobody.
SHUT = ("L444444444", "L444444444")
# The same, reading only.
SHUT_PAGE = ("L444444444", "L555555555")
# The same, a button.
SHUT_STEP = ("L555555555", "L444444444")
