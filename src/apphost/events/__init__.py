"""Live events: published after a commit, kept a day to resume from, pushed to every open page of their user."""

from apphost.events.event import Event
from apphost.events.hub import EventHub, Snapshot
from apphost.events.mailbox import MISSED, Mailbox
from apphost.events.publisher import EventPublisher
from apphost.events.room import open_events
from apphost.events.routes import router

__all__ = ["MISSED", "Event", "EventHub", "EventPublisher", "Mailbox", "Snapshot", "open_events", "router"]
