"""Pages of the rules that reading itself enforces: MP0, MP1, MP204, MP402 and MP403."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from mvpplan.errors import Severity
from mvpplan.rules.links import impact_off_scale
from mvpplan.rules.rule import Rule
from mvpplan.rules.sections import unknown_section

if TYPE_CHECKING:
    from mvpplan.rules.rule import Check


def _found_on_reading(
    code: str, page: str, severity: Severity = Severity.ERROR, check: Check | None = None
) -> Rule:
    return Rule(code, severity, cleandoc(page), check)


UNREADABLE = _found_on_reading(
    "MP001",
    r"""Unreadable: not UTF-8, too large, not a regular file, or leads out of the plan.

    A file that cannot be read cannot be checked, so it is named instead of passed over. Plan files
    are UTF-8 text of at most 1 MiB; a link must stay inside the plan. The bad example below was
    saved in an old Windows encoding; `\xfc` is one byte there.

    Bad:
        # blockers/tax-sandbox.yaml
        title: Pr\xfcfung der Steuer fehlt

    Good:
        # blockers/tax-sandbox.yaml
        title: Prüfung der Steuer fehlt
        status: dropped
        closed: 2026-11-20
        resolution: Not needed for the first scope
    """,
)

NOT_YAML = _found_on_reading(
    "MP002",
    """Not YAML.

    Most often a colon inside a title, a tab, a quote that is never closed, or a line that does not
    line up with those around it. The rest of the file is not read, but its record exists for
    others that name it.

    Bad:
        # decisions/guest-checkout.yaml
        title: Checkout: do guests need an account?
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: "Checkout: do guests need an account?"
        owner: ana
        due: 2026-11-27
    """,
)

KEY_TWICE = _found_on_reading(
    "MP003",
    """Key given twice.

    YAML readers silently keep one of the two values, and not all the same one. Here the first is
    read and the second is named.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        owner: ben

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ben
        due: 2026-11-27
    """,
)

UNUSED_FEATURE = _found_on_reading(
    "MP004",
    """YAML feature that plans do not use: anchor, alias, tag, document, odd key or depth.

    Plans are read by people who do not know YAML; what is written is what is meant. Text that
    happens to start with `*`, `&` or `!` needs quotes.

    Bad:
        # decisions/guest-checkout.yaml
        title: &question Do guests need an account to pay?
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
)

NO_RECORD = _found_on_reading(
    "MP005",
    """YAML file that is no record of any kind.

    Every YAML file under a plan is a record or a finding, so that a file in the wrong folder or
    with a misspelt name cannot vanish. Names that start with a dot and what `.gitignore` names
    are no part of the plan.

    Bad:
        # decision/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
)

NO_PLAN_FILE = _found_on_reading(
    "MP006",
    """No `mvpplan.yaml`, or a format it does not know.

    The plan file names the format, so that a later mvpplan cannot misread an older plan.

    Bad:
        # mvpplan.yaml
        format: 2
        title: Guest checkout

    Good:
        # mvpplan.yaml
        format: 1
        title: Guest checkout
    """,
)

UNKNOWN_FIELD = _found_on_reading(
    "MP101",
    """Unknown field.

    A misspelt field would otherwise be passed over, and with it the date or the owner that it
    holds. The finding names the nearest field there is.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        onwer: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
    check=unknown_section,
)

MISSING_FIELD = _found_on_reading(
    "MP102",
    """Required field missing.

    Every record has a title; a few groups of fields need one or two of theirs.

    Bad:
        # decisions/guest-checkout.yaml
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
)

WRONG_VALUE = Rule(
    "MP103",
    Severity.ERROR,
    cleandoc(
        """Wrong value: type, choice, range or date.

        Dates are written 2026-11-27, numbers without quotes and with a point before decimals,
        costs as 3, 2-5 or 1/2/5, lists as [a, b] even for one item. An impact must stand on the
        plan's scale.

        Bad:
            # decisions/guest-checkout.yaml
            title: Do guests need an account to pay?
            owner: ana
            due: 27.11.2026

        Good:
            # decisions/guest-checkout.yaml
            title: Do guests need an account to pay?
            owner: ana
            due: 2026-11-27
        """
    ),
    impact_off_scale,
)

NO_SLUG = _found_on_reading(
    "MP104",
    """Id is not a slug.

    Ids are small letters, digits and hyphens, at most 64: they read well in a diff, work as file
    names everywhere, and nobody has to wonder about capitals.

    Bad:
        # decisions/Guest Checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
)

ID_TWICE = _found_on_reading(
    "MP204",
    """Id used twice in the plan.

    An id names one record, whatever its kind, so that a link needs no more than the id. Two
    branches that both add the same one show up here after the merge.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        # decisions.yaml
        guest-checkout:
          title: Checkout for guests
          owner: ben
          due: 2026-11-20

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        # decisions.yaml
        guest-refunds:
          title: How do guests get their money back?
          owner: ben
          due: 2026-11-20
    """,
)

READS_DIFFERENTLY = _found_on_reading(
    "MP402",
    """A value that reads differently in other YAML readers.

    Here a plain `no`, `007`, `12:30` or `1.10` is that text. A spreadsheet import or another
    program reads a yes or no, or a number; quotes make it text for everyone.

    Bad:
        # decisions/opening-hours.yaml
        title: When does phone support open?
        owner: ana
        due: 2026-11-27
        choice: 12:30

    Good:
        # decisions/opening-hours.yaml
        title: When does phone support open?
        owner: ana
        due: 2026-11-27
        choice: "12:30"
    """,
    Severity.WARNING,
)

UNSEEN = _found_on_reading(
    "MP403",
    r"""Invisible, bidirectional or control characters.

    They come along with text that is pasted from web pages and documents, make two ids that look
    the same differ, and can make a line read as something else than it says. The bad example
    below holds one, written as `\u202e`.

    Bad:
        # decisions/guest-checkout.yaml
        title: "Do guests need\u202e an account to pay?"
        owner: ana
        due: 2026-11-27

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """,
    Severity.WARNING,
)
