"""/suspend as HR types it: a name is never taken for the reason, in whichever script it is written."""

import pytest

from handlers.suspensions import suspend_asked
from tests.company import DEPARTMENTS, PEOPLE, at
from workflow.company_commands import Suspend
from workflow.directory import Directory

COMPANY = Directory(departments=DEPARTMENTS, people=PEOPLE)
BOTH = ("purchasing", "logistics")


@pytest.mark.parametrize(
    ("typed", "departments", "reason"),
    [
        ("14:00-16:00 生產部", ("production",), ""),
        ("14:00-16:00 生产部", ("production",), ""),
        ("14:00-16:00 生 产 部", ("production",), ""),
        ("14:00-16:00 生产部门", ("production",), ""),
        ("生产、物流，14:00-16:00", ("production", "logistics"), ""),
        ("14:00-16:00 生产部和物流部", ("production", "logistics"), ""),
        ("14:00-16:00 全公司", (), ""),
        ("14:00-16:00 生产部停电", ("production",), "停电"),
        ("14:00-16:00 生产部，停电和检修", ("production",), "停电和检修"),
        ("14:00-16:00 采购部、物流部 停电", BOTH, "停电"),
        ("停电 采購部 物流部 14:00-16:00", BOTH, "停电"),
        ("14:00-16:00 生產部 工廠的生产線停機", ("production",), "工廠的生产線停機"),
    ],
)
def test_the_reason_is_what_names_neither_a_time_nor_a_department(
    typed: str, departments: tuple[str, ...], reason: str
) -> None:
    asked = suspend_asked(typed, COMPANY, at("10:00"))
    assert isinstance(asked, Suspend)
    assert (asked.departments, asked.reason) == (departments, reason)
    assert (asked.starts_at, asked.ends_at) == (at("14:00"), at("16:00"))
