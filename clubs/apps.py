from core import plugins


class ClubsConfig(plugins.PluggedConfig):
    name = "clubs"
