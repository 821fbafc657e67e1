from core import plugins


class MeetingsConfig(plugins.PluggedConfig):
    name = "meetings"
