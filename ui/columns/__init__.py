"""What each table shows, as data."""

from ui.columns.lists import NEEDS, RESOURCES, UNITS, need_columns
from ui.columns.meeting import DECISIONS, PLAN, PlanRow, plan_rows
from ui.columns.projects import PROJECTS, ProjectRow, project_rows
from ui.columns.reports import HISTORY, ISSUES, SHEETS, IssueRow, SheetRow, issue_rows, sheet_rows

__all__ = [
    "DECISIONS",
    "HISTORY",
    "ISSUES",
    "NEEDS",
    "PLAN",
    "PROJECTS",
    "RESOURCES",
    "SHEETS",
    "UNITS",
    "IssueRow",
    "PlanRow",
    "ProjectRow",
    "SheetRow",
    "issue_rows",
    "need_columns",
    "plan_rows",
    "project_rows",
    "sheet_rows",
]
