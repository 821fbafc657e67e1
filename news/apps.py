from core import plugins


class NewsConfig(plugins.PluggedConfig):
    name = "news"
