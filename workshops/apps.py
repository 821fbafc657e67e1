from core import plugins


class WorkshopsConfig(plugins.PluggedConfig):
    name = "workshops"
