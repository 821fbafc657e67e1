from core import plugins


class MembersConfig(plugins.PluggedConfig):
    name = "members"
