"""What the clock of the portal rings for, and when; by the wall clock in Warsaw."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    "deliver what waits": {
        "task": "outbox.tasks.sweep",
        "schedule": 15.0,
        "options": {"expires": 15},  # sweeps do not pile up while no worker runs
    },
    "prepare what was forgotten": {"task": "meetings.tasks.sweep", "schedule": 20.0},
    "note that the clock runs": {"task": "outbox.tasks.tick", "schedule": 10.0},
    "begin and end agreements": {
        "task": "agreements.tasks.turn_of_day",
        "schedule": crontab(hour=0, minute=5),
    },
    "empty messages to clubs": {
        "task": "clubs.tasks.forget_messages",
        "schedule": crontab(hour=3, minute=10),
    },
    "ask leaders of projects": {
        "task": "projects.tasks.ask_what_is_due",
        "schedule": crontab(hour="7-18", minute=20),
    },
    "remind of trainings": {
        "task": "clubs.tasks.remind_of_trainings",
        "schedule": crontab(hour="7-18", minute=25),
    },
    "remind of certificates": {
        "task": "programme.tasks.remind_of_certificates",
        "schedule": crontab(hour="7-18", minute=30),
    },
    "remind of lay-offs and ask firms": {
        "task": "employers.tasks.remind_and_ask",
        "schedule": crontab(hour="7-18", minute=35),
    },
    "tell where the journal ends": {
        "task": "partnership.tasks.tell_journal_heads",
        "schedule": crontab(hour=0, minute=15),
    },
    "forget sent forms": {
        "task": "accounts.tasks.forget_submissions",
        "schedule": crontab(hour=3, minute=50),
    },
    "make the exports that wait": {
        "task": "exports.tasks.work",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "erase old exports": {
        "task": "exports.tasks.erase",
        "schedule": crontab(minute=40),
    },
    "look after the files": {
        "task": "documents.tasks.verify",
        "schedule": crontab(hour=3, minute=30),
    },
}
