"""The acts of the control API by name."""

from collections.abc import Mapping
from typing import Final

from sandbox import control_groups as groups
from sandbox import control_line as line
from sandbox import control_messages as messages
from sandbox.control_act import Act

ACTS: Final[Mapping[str, type[Act]]] = {
    "person": groups.AddPerson,
    "post": messages.Post,
    "album": messages.Album,
    "start": messages.Start,
    "block": groups.SetBlocked,
    "delete": messages.Delete,
    "duplicate": messages.Duplicate,
    "edit": messages.Edit,
    "press": messages.PressButton,
    "react": messages.React,
    "membership": groups.Membership,
    "bot": groups.BotMembership,
    "rename": groups.Rename,
    "migrate": groups.Migrate,
    "forum": groups.Forum,
    "open_topic": groups.OpenTopic,
    "topic": groups.ChangeTopic,
    "publish": groups.Publish,
    "clock": line.SetClock,
    "fault": line.PlanFault,
    "clear_faults": line.ClearFaults,
    "inject": line.Inject,
    "hold": line.Hold,
    "release": line.Release,
}
