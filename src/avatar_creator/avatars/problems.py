"""What can stand in the way of anybody who keeps a picture."""

from apphost.kit.problems import Problem


class NoRoom(Problem):
    status = 507
    slug = "storage-nearly-full"
    title = "The disk is nearly full"
