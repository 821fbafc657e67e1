from core import plugins


class PartnershipConfig(plugins.PluggedConfig):
    name = "partnership"
