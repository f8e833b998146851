"""What a plan is: one module per kind of record, the plan file's settings, and the plan."""

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.model.record import Record

RECORDS: tuple[type[Record], ...] = (
    Decision,
    Assumption,
    Blocker,
    Metric,
)
"""Every kind of record, in the order in which people list them."""

KINDS = {record.kind: record for record in RECORDS}
FOLDERS = {record.folder: record for record in RECORDS}
