from core import plugins


class AgreementsConfig(plugins.PluggedConfig):
    name = "agreements"
