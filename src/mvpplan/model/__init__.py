"""What a plan is: one module per kind of record, the plan file's settings, and the plan."""

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.feedback import Feedback
from mvpplan.model.journey import Journey
from mvpplan.model.lesson import Lesson
from mvpplan.model.metric import Metric
from mvpplan.model.record import Record
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope

RECORDS: tuple[type[Record], ...] = (
    Decision,
    Assumption,
    Blocker,
    Metric,
    Risk,
    Dependency,
    Scope,
    Journey,
    Change,
    Checkpoint,
    Feedback,
    Lesson,
)
"""Every kind of record, in the order in which people list them."""

KINDS = {record.kind: record for record in RECORDS}
FOLDERS = {record.folder: record for record in RECORDS}
