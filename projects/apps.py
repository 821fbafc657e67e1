from core import plugins


class ProjectsConfig(plugins.PluggedConfig):
    name = "projects"
